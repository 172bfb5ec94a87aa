"""Les agendas des caisses : httpx ne sort pas d'ici."""
