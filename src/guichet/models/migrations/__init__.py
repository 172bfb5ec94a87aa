"""Les versions successives de la base. Une migration publiée ne se modifie plus."""
