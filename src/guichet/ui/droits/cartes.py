"""Les cartes de l'écran « Droits » : un droit, un titre de groupe, un groupe replié."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.dossier.contenu import Choix
from guichet.droits.situation import PAS_DEMANDE
from guichet.ui.droits.lignes import LigneDroit
from guichet.ui.noyau import (
    OUI_NON,
    Bouton,
    Carte,
    CarteDroit,
    Etiquette,
    EtiquetteCoupee,
    Icone,
    Puce,
    Segment,
    rangee,
)

ICONES = {
    "probable": ("circle-check", "probable"),
    "a_verifier": ("circle-question-mark", "verifier"),
    "oriente": ("landmark", "verifier"),
    "deja_percu": ("check", "accent"),
    "non": ("circle-minus", "non"),
    "non_calcule": ("circle-dashed", "noncalc"),
}
PUCES: Mapping[Choix, tuple[str, str, str]] = {
    "demande": ("À demander", "accent", "check"),
    "deja": ("Déjà fait", "probable", "check"),
    "plus_tard": ("Plus tard", "verifier", "clock"),
    "refuse": ("Ne veut pas", "non", "x"),
}
STATUTS = {
    "probable": "probable",
    "a_verifier": "à vérifier",
    "non": "non",
    "non_calcule": "non calculé",
    "deja_percu": "déjà reçu",
}
Repondre = Callable[[str, object], None]


class GroupeDroits(QWidget):
    """Un groupe et ses cartes ; une carte inchangée n'est jamais refaite."""

    choisi = Signal(str)
    repondu = Signal(str, object)
    question_demandee = Signal(str)

    def __init__(self, cle: str, titre: str, sens: str) -> None:
        super().__init__()
        icone, couleur = ICONES[cle]
        self._nom = titre
        self.titre = Etiquette(titre, "titre3", f"{couleur}_texte")
        entete = rangee(Icone(icone, 20, couleur), self.titre)
        entete.addWidget(EtiquetteCoupee(sens, "petit", "encre2"), 1)
        entete.setContentsMargins(0, 5, 0, 1)
        self.pile = QVBoxLayout(self)
        self.pile.setContentsMargins(0, 0, 0, 0)
        self.pile.setSpacing(4)
        self.pile.addLayout(entete)
        self.cartes: dict[str, CarteDroit] = {}
        self._montrees: dict[str, tuple[LigneDroit, Choix | None]] = {}

    def montrer(self, lignes: Sequence[LigneDroit], choix: Mapping[str, Choix]) -> None:
        """Ajoute, retire, déplace ; le focus reste sur le même droit."""
        self.titre.setText(f"{self._nom} · {len(lignes)}")
        attendues = {ligne.id: (ligne, choix.get(ligne.id)) for ligne in lignes}
        for parti in set(self.cartes) - set(attendues):
            self._retirer(parti)
        for rang, (identifiant, forme) in enumerate(attendues.items(), start=1):
            if self._montrees.get(identifiant) != forme:
                self._refaire(identifiant, *forme)
            self._placer(rang, self.cartes[identifiant])

    def _placer(self, rang: int, carte: CarteDroit) -> None:
        """Met la carte à son rang, sans compter l'accordéon qui peut être entre deux."""
        presentes = [w for w in _widgets(self.pile) if isinstance(w, CarteDroit)]
        if rang - 1 < len(presentes) and presentes[rang - 1] is carte:
            return
        self.pile.removeWidget(carte)
        apres = presentes[rang - 1] if rang - 1 < len(presentes) else None
        place = self.pile.indexOf(apres) if apres is not None else self.pile.count()
        self.pile.insertWidget(place, carte)
        carte.show()

    def _refaire(self, identifiant: str, ligne: LigneDroit, choix: Choix | None) -> None:
        ancienne = self.cartes.get(identifiant)
        actif = ancienne is not None and _a_le_focus(ancienne)
        carte = carte_de(ligne, choix, self.repondu.emit, self.question_demandee.emit)
        carte.clicked.connect(partial(self.choisi.emit, identifiant))
        if ancienne is not None:
            carte.definir_choisie(ancienne.choisie)
            self.pile.replaceWidget(ancienne, carte)
            ancienne.hide()
            ancienne.deleteLater()
        self.cartes[identifiant] = carte
        self._montrees[identifiant] = (ligne, choix)
        if actif:
            # La question répondue ici reste sous les doigts ; sinon, la carte.
            segments = carte.findChildren(Segment)
            (segments[0] if segments else carte).setFocus(Qt.FocusReason.OtherFocusReason)

    def _retirer(self, identifiant: str) -> None:
        carte = self.cartes.pop(identifiant)
        del self._montrees[identifiant]
        carte.hide()
        carte.deleteLater()


class BoutonGroupe(Carte):
    """« Non · 35, et pourquoi » : ouvre ou referme un groupe replié."""

    def __init__(self, cle: str, titre: str) -> None:
        super().__init__(titre, bord="bord")
        self._titre = f"{titre}, et pourquoi" if cle == "non" else titre
        self._suite = ", et pourquoi" if cle == "non" else ""
        self._nom = titre
        icone, couleur = ICONES[cle]
        self._fleche = Icone("chevron-right", 18, "encre2")
        self._mot = EtiquetteCoupee(titre, "corps2", graisse=600)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(8, 8, 8, 8)
        ligne.setSpacing(6)
        ligne.addWidget(self._fleche)
        ligne.addWidget(Icone(icone, 20, couleur))
        ligne.addWidget(self._mot, 1)

    def montrer(self, nombre: int, *, ouvert: bool) -> None:
        self._fleche.definir("chevron-down" if ouvert else "chevron-right", "encre2")
        self._mot.setText(f"{self._nom} · {nombre}{self._suite}")
        etat = "ouvert" if ouvert else "replié"
        self.setAccessibleName(f"{self._titre}, {nombre} droits, {etat}")
        self.setEnabled(nombre > 0)


def carte_de(
    ligne: LigneDroit, choix: Choix | None, repondre: Repondre, demander: Callable[[str], None]
) -> CarteDroit:
    """La carte d'un droit, avec sa question et ce que la personne a choisi."""
    actions = [*_question(ligne, repondre, demander), *_puce(choix)]
    boite: QWidget | None = None
    if actions:
        boite = QWidget()
        boite.setLayout(rangee(*actions, espace=10))
    carte = CarteDroit(
        ligne.nom,
        ligne.organisme,
        ligne.groupe,
        statut=STATUTS[ligne.statut],
        sous_ligne=ligne.sous_ligne,
        montant=ligne.montant,
        unite=ligne.unite,
        urgent=ligne.urgent and choix in {None, "demande"},
        action=boite,
    )
    if choix is not None:
        carte.setAccessibleName(f"{carte.accessibleName()}, choix : {PUCES[choix][0]}")
    return carte


def _question(
    ligne: LigneDroit, repondre: Repondre, demander: Callable[[str], None]
) -> Sequence[QWidget]:
    if not ligne.question:
        return ()
    if not ligne.oui_non:
        bouton = Bouton("Répondre", icone="pencil", taille="compact")
        bouton.setAccessibleName(f"Répondre : {ligne.sous_ligne}")
        bouton.clicked.connect(partial(demander, ligne.question))
        return (bouton,)
    segment = Segment(OUI_NON, ligne.sous_ligne, inconnu=True)
    segment.definir(PAS_DEMANDE if ligne.reponse is None else ligne.reponse)
    segment.choisi.connect(partial(repondre, ligne.question))
    return (segment,)


def _puce(choix: Choix | None) -> Sequence[QWidget]:
    return () if choix is None else (Puce(*PUCES[choix]),)


def _widgets(pile: QVBoxLayout) -> list[QWidget]:
    elements = (pile.itemAt(rang) for rang in range(pile.count()))
    return [w for e in elements if e is not None and (w := e.widget()) is not None]


def _a_le_focus(widget: QWidget) -> bool:
    actif = widget.window().focusWidget()
    return actif is not None and (actif is widget or widget.isAncestorOf(actif))
