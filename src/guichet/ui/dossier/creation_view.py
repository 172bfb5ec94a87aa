"""L'assistant « Créer ma structure », en trois étapes et une fin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.catalogue.structure import Structure
from guichet.ui.dossier.nouvelle_phrase import NouvellePhrase
from guichet.ui.noyau import (
    Attente,
    Bouton,
    Cadre,
    CadreCentre,
    Champ,
    ChampListe,
    ChampTexte,
    Constat,
    Etiquette,
    Paragraphe,
    Puce,
    ZoneDefilante,
    ligne_a_icone,
    rangee,
)
from guichet.ui.signes import Logo

FUSEAUX = (
    ("Europe/Paris", "Hexagone et Corse"),
    ("America/Guadeloupe", "Guadeloupe"),
    ("America/Martinique", "Martinique"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("Indian/Mayotte", "Mayotte"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon"),
    ("America/St_Barthelemy", "Saint-Barthélemy"),
    ("America/Marigot", "Saint-Martin"),
    ("Pacific/Noumea", "Nouvelle-Calédonie"),
    ("Pacific/Tahiti", "Polynésie française"),
    ("Pacific/Wallis", "Wallis-et-Futuna"),
)
ETAPES = ("1. La structure", "2. La phrase de passe", "3. Le code de secours")
EXPLICATION = (
    "La phrase ouvre la base chiffrée de ce poste. Personne ne peut la retrouver à votre place : "
    "ni Guichet, ni l'assistance."
)
CODE = (
    "Recopiez ce code sur papier et gardez-le sous clé, hors de ce bureau. Il ouvre la base si la "
    "phrase est oubliée. Il ne sera plus jamais montré."
)


class CreationView(QWidget):
    """À poser par ``fenetre.montrer_plein``. Échap ou « Annuler » abandonnent sans rien laisser."""

    decrite = Signal(object, str)
    phrase_choisie = Signal(str)
    proposer = Signal()
    revenir = Signal()
    code_recopie = Signal(str)
    terminee = Signal()
    annulee = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Créer ma structure")
        self.nom = ChampTexte(
            "&Nom de la structure", aide="Imprimé en tête des feuilles.", inconnu=False
        )
        self.adresse = ChampTexte("&Adresse", inconnu=False)
        self.horaires = ChampTexte(
            "&Horaires", aide="Exemple : lundi au vendredi, 9 h à 17 h.", inconnu=False
        )
        self.telephone = ChampTexte("&Téléphone", largeur=180, longueur=30, inconnu=False)
        self.fuseau = ChampListe("Heure du &guichet", FUSEAUX, vide=None)
        self.conseiller = ChampTexte(
            "&Votre prénom et l'initiale du nom",
            aide="Exemple : Karine M.",
            longueur=80,
            inconnu=False,
        )
        self.phrase = NouvellePhrase("Créer la base")
        self.code = Etiquette("", "montant_total", "accent_texte", tabulaire=True)
        self.recopie = ChampTexte("Recopiez le code ici, depuis votre papier", inconnu=False)
        self._attente = Attente("")
        self._titres = tuple(Puce(titre, "non") for titre in ETAPES)
        self._formulaire = QWidget()
        self._pages = QVBoxLayout(self._formulaire)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._rang = 0
        self._champs: dict[str, Champ] = {
            "nom": self.nom,
            "adresse": self.adresse,
            "horaires": self.horaires,
            "telephone": self.telephone,
            "fuseau": self.fuseau,
            "conseiller": self.conseiller,
            "phrase": self.phrase.phrase,
            "code": self.recopie,
        }
        self._ranger()

    def montrer_structure(self) -> None:
        self._aller(0)
        self.nom.setFocus()

    def montrer_phrase(self) -> None:
        self._aller(1)
        self.phrase.setFocus()

    def montrer_code(self, code: str) -> None:
        self.code.setText(code)
        self._aller(2)
        self.recopie.setFocus()

    def montrer_fin(self, avertissement: str) -> None:
        """La structure est en service ; l'avertissement dit si le trousseau manque."""
        commencer = Bouton("Commencer", "plein", touche="Entrée", taille="principal")
        commencer.clicked.connect(self.terminee)
        texte = avertissement or "La base est chiffrée, la phrase et le code l'ouvrent."
        constat = Constat(
            "circle-check", "Votre structure est créée", texte, commencer, couleur="probable"
        )
        self._pages.addWidget(constat)
        self._aller(3)
        commencer.setFocus()

    def montrer_occupe(self, texte: str) -> None:
        self._attente.texte.setText(texte)
        self._attente.show()
        self._formulaire.setEnabled(False)

    def montrer_erreur(self, champ: str, message: str, conseil: str) -> None:
        self._liberer()
        cible = self._champs.get(champ, self.phrase.phrase)
        cible.definir_erreur(f"{message} {conseil}".strip())
        cible.setFocus()

    def montrer_proposition(self, phrase: str) -> None:
        self.phrase.montrer_proposition(phrase)

    def oublier(self) -> None:
        """Efface la phrase et le code de l'écran."""
        self.phrase.oublier()
        self.code.setText("")
        self.recopie.definir("")

    def structure(self) -> Structure:
        """Ce qui est écrit à la première étape."""
        return Structure(
            nom=self.nom.ligne.text().strip(),
            adresse=self.adresse.ligne.text().strip(),
            horaires=self.horaires.ligne.text().strip(),
            telephone=self.telephone.ligne.text().strip(),
            fuseau=str(self.fuseau.valeur()),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._rang < len(ETAPES):
            self.annulee.emit()
            return
        super().keyPressEvent(event)

    def _aller(self, rang: int) -> None:
        self._liberer()
        self._rang = rang
        for page in range(self._pages.count()):
            item = self._pages.itemAt(page)
            if item is not None and (widget := item.widget()) is not None:
                widget.setVisible(page == rang)
        for numero, puce in enumerate(self._titres):
            famille = "probable" if numero < rang else "accent" if numero == rang else "non"
            puce.definir(ETAPES[numero], famille, "check" if numero < rang else "")

    def _liberer(self) -> None:
        self._attente.hide()
        self._formulaire.setEnabled(True)

    def _valider_structure(self) -> None:
        for champ in self._champs.values():
            champ.definir_erreur("")
        self.decrite.emit(self.structure(), self.conseiller.ligne.text())

    def _ranger(self) -> None:
        panneau = CadreCentre(720, marges=(36, 20, 36, 20), espace=12)
        tete = rangee(Logo(32), Etiquette("Créer ma structure", "titre2"), espace=14, ressort=True)
        panneau.corps.addLayout(tete)
        panneau.corps.addLayout(rangee(*self._titres, ressort=True))
        panneau.corps.addWidget(self._formulaire)
        panneau.corps.addWidget(self._attente)
        for page in (self._page_structure(), self._page_phrase(), self._page_code()):
            self._pages.addWidget(page)
        racine = QVBoxLayout(self)
        racine.setContentsMargins(0, 0, 0, 0)
        racine.addWidget(ZoneDefilante(panneau.centrer()))
        self.setFocusProxy(self.nom)

    def _page_structure(self) -> QWidget:
        suivant = Bouton("Continuer", "plein", touche="Entrée", taille="principal")
        suivant.clicked.connect(self._valider_structure)
        for champ in (self.nom, self.adresse, self.horaires, self.telephone, self.conseiller):
            champ.ligne.returnPressed.connect(self._valider_structure)
        page = QWidget()
        pile = QVBoxLayout(page)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(8)
        for widget in (self.nom, self.adresse, self.horaires):
            pile.addWidget(widget)
        pile.addLayout(rangee(self.telephone, self.fuseau, espace=16, ressort=True))
        pile.addWidget(self.conseiller)
        pile.addLayout(self._bas(self._annuler(), suivant))
        return page

    def _page_phrase(self) -> QWidget:
        retour = Bouton("Revenir", icone="arrow-left")
        retour.clicked.connect(self.revenir)
        self.phrase.choisie.connect(self.phrase_choisie)
        self.phrase.proposer.connect(self.proposer)
        page = QWidget()
        pile = QVBoxLayout(page)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(14)
        pile.addWidget(Paragraphe(EXPLICATION))
        pile.addWidget(self.phrase)
        pile.addLayout(self._bas(self._annuler(), retour))
        return page

    def _page_code(self) -> QWidget:
        valider = Bouton("Mettre en service", "plein", touche="Entrée", taille="principal")
        valider.clicked.connect(self._recopier)
        self.recopie.ligne.returnPressed.connect(self._recopier)
        encart = Cadre("accent", marges=(20, 16, 20, 16))
        encart.corps.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        page = QWidget()
        pile = QVBoxLayout(page)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(14)
        pile.addWidget(Paragraphe(CODE))
        pile.addWidget(encart)
        pile.addWidget(
            ligne_a_icone(
                "triangle-alert",
                "Phrase et code perdus : la base reste fermée pour toujours.",
                "verifier",
            )
        )
        pile.addWidget(self.recopie)
        pile.addLayout(self._bas(self._annuler(), valider))
        return page

    def _recopier(self) -> None:
        self.code_recopie.emit(self.recopie.ligne.text())

    def _annuler(self) -> Bouton:
        annuler = Bouton("Annuler", touche="Échap")
        annuler.clicked.connect(self.annulee)
        return annuler

    def _bas(self, gauche: Bouton, droite: Bouton) -> QHBoxLayout:
        bas = QHBoxLayout()
        bas.addWidget(gauche)
        bas.addStretch(1)
        bas.addWidget(droite)
        return bas
