"""OpenFisca, le seul paquet qui le connaît."""
