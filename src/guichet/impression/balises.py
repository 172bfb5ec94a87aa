"""Un PDF balisé au-dessus de reportlab, qui ne sait pas le faire : arbre, langue, titre, PDF/UA.

Un lecteur d'écran lit l'arbre (titres, listes, tableaux, figures décrites) ; les fonds, les
filets et les pieds de page sont des artefacts, qu'il passe. S'appuie sur l'intérieur de
reportlab : la version est épinglée et ``tests/impression`` relit l'arbre produit.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any, TypeAlias
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen import canvas
from reportlab.platypus import Flowable, Table, TableStyle

from guichet.impression import polices

Attributs: TypeAlias = dict[str, str | Sequence[float]]
# (rôle, clé, attributs) : deux marques de même clé tombent dans le même élément.
Etage: TypeAlias = tuple[str, str] | tuple[str, str, Attributs]
Chemin: TypeAlias = tuple[Etage, ...]

_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{titre}</rdf:li></rdf:Alt></dc:title>'
    "<dc:language><rdf:Bag><rdf:li>{langue}</rdf:li></rdf:Bag></dc:language>"
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)

for _attribut in ("StructParents", "Tabs"):
    if _attribut not in pdfdoc.PDFPage.__NoDefault__:
        pdfdoc.PDFPage.__NoDefault__.append(_attribut)


@dataclass(slots=True)
class Element:
    """Un nœud de l'arbre ; un enfant ``(page, numéro)`` est un contenu marqué."""

    role: str
    attributs: Attributs = field(default_factory=dict)
    enfants: list["Element | tuple[int, int]"] = field(default_factory=list)
    description: str = ""
    texte: str = ""


# La toile, le numéro de la page (1 pour la première), le nombre de pages.
Decor: TypeAlias = Callable[["Toile", int, int], None]


class Toile(canvas.Canvas):
    """Une toile reportlab qui marque son contenu et écrit l'arbre en finissant."""

    # L'intérieur de reportlab, absent de ses types : le document et les opérateurs de la page.
    _doc: Any
    _code: list[str]

    def __init__(
        self,
        cible: str | IO[bytes],
        *,
        titre: str,
        jour: date,
        langue: str,
        police: str,
        decor: Decor,
    ) -> None:
        """``decor`` : ce qui se dessine sur chaque page finie, hors de l'arbre.

        ``police`` : celle du début de page ; sans elle reportlab y met Helvetica, sans
        l'embarquer.
        """
        super().__init__(
            cible,
            pagesize=A4,
            lang=langue,
            initialFontName=police,  # type: ignore[arg-type]  # types-reportlab se trompe
            invariant=True,
            pageCompression=1,
        )
        self.racine = Element("Document")
        self._titre, self._langue, self._decor = titre, langue, decor
        self._par_cle: dict[str, Element] = {}
        self._marques: list[Element] = []
        self._finies: list[dict[str, Any]] = []
        # Le jour de la feuille, jamais l'heure : le PDF ne dit pas quand la personne est venue.
        self._doc._timeStamp.YMDhms = (*jour.timetuple()[:3], 0, 0, 0)  # noqa: SLF001
        self.setTitle(titre)
        self.setViewerPreference("DisplayDocTitle", "true")

    @contextmanager
    def balise(
        self,
        role: str,
        chemin: Chemin = (),
        *,
        description: str = "",
        texte: str = "",
        attributs: Attributs | None = None,
    ) -> Iterator[None]:
        """Tout ce qui est dessiné dans le bloc appartient à un nouvel élément ``role``.

        ``texte`` : ce qu'il faut lire à la place des mots dessinés (lignes coupées).
        """
        parent = self.racine
        for etage in chemin:
            parent = self._etage(parent, etage)
        element = Element(role, dict(attributs or {}), description=description, texte=texte)
        parent.enfants.append(element)
        element.enfants.append((len(self._finies), len(self._marques)))
        self._operateur(f"/{role} <</MCID {len(self._marques)}>> BDC")
        self._marques.append(element)
        yield
        self._operateur("EMC")

    @contextmanager
    def artefact(self) -> Iterator[None]:
        """Ce qui est dessiné dans le bloc est décoratif : aucun lecteur d'écran ne le lit."""
        self._operateur("/Artifact BMC")
        yield
        self._operateur("EMC")

    def tracer(self, chemin: str) -> None:
        """Trace au trait un chemin déjà écrit en opérateurs PDF."""
        self._operateur(f"{chemin} S")

    def showPage(self) -> None:  # noqa: N802 - nom de reportlab
        """Garde la page de côté : son pied dit le nombre de pages, connu à la fin seulement.

        Une page où rien n'est à lire (la mise en page a débordé d'un blanc) n'existe pas.
        """
        if self._marques:
            self._finies.append(dict(self.__dict__))
        self._startPage()
        self._marques = []

    def save(self) -> None:
        if self._marques:
            self.showPage()
        pages: list[tuple[Any, list[Element]]] = []
        total = len(self._finies)
        for numero, page in enumerate(list(self._finies), 1):
            self.__dict__.update(page)
            with self.artefact():
                self._decor(self, numero, total)
            super().showPage()
            pages.append((self._doc.Pages.pages[-1], self._marques))
        _ecrire_arbre(self._doc, self.racine, pages)
        xmp = _XMP.format(titre=escape(self._titre), langue=self._langue)
        self._doc.Catalog.Metadata = PDFStream(
            PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
            xmp.encode().decode("latin-1"),  # reportlab écrit ce flux octet pour caractère
        )
        super().save()

    def _etage(self, parent: Element, etage: Etage) -> Element:
        role, cle, *attributs = etage
        if cle not in self._par_cle:
            self._par_cle[cle] = Element(role, attributs[0] if attributs else {})
            parent.enfants.append(self._par_cle[cle])
        return self._par_cle[cle]

    # Absente elle aussi des types de reportlab.
    _startPage: Callable[[], None]  # noqa: N815

    def _operateur(self, code: str) -> None:
        self._code.append(code)


def _ecrire_arbre(doc: Any, racine: Element, pages: list[tuple[Any, list[Element]]]) -> None:  # noqa: ANN401 - objets internes de reportlab
    arbre = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    references: dict[int, Any] = {}

    def construire(element: Element, parent: Any) -> Any:  # noqa: ANN401
        entree = PDFDictionary(
            {"Type": PDFName("StructElem"), "S": PDFName(element.role), "P": parent}
        )
        references[id(element)] = moi = doc.Reference(entree)
        entree["K"] = PDFArray([enfant_de(enfant, moi) for enfant in element.enfants])
        if element.description:
            entree["Alt"] = PDFString(element.description)
        if element.texte:
            entree["ActualText"] = PDFString(element.texte)
        if element.attributs:
            entree["A"] = PDFDictionary(
                {
                    cle: PDFName(valeur) if isinstance(valeur, str) else PDFArray(list(valeur))
                    for cle, valeur in element.attributs.items()
                }
            )
        return moi

    def enfant_de(enfant: Element | tuple[int, int], moi: Any) -> Any:  # noqa: ANN401
        if isinstance(enfant, Element):
            return construire(enfant, moi)
        page, numero = enfant
        return PDFDictionary(
            {"Type": PDFName("MCR"), "Pg": _reference(doc, pages[page][0]), "MCID": numero}
        )

    arbre["K"] = construire(racine, doc.Reference(arbre, "ArbreStructure"))
    numeros: list[Any] = []
    for rang, (page, marques) in enumerate(pages):
        numeros += [rang, doc.Reference(PDFArray([references[id(e)] for e in marques]))]
        objet = doc.idToObject[page.name] if isinstance(page, pdfdoc.PDFObjectReference) else page
        objet.StructParents, objet.Tabs = rang, PDFName("S")
    arbre["ParentTree"] = doc.Reference(PDFDictionary({"Nums": PDFArray(numeros)}))
    arbre["ParentTreeNextKey"] = len(pages)
    doc.Catalog.StructTreeRoot = arbre
    doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _reference(doc: Any, page: Any) -> Any:  # noqa: ANN401 - objets internes de reportlab
    return page if isinstance(page, pdfdoc.PDFObjectReference) else doc.Reference(page)


class Grille(Table):
    """Une table de mise en page ou de données dont fonds et filets sont des artefacts."""

    canv: Toile

    def __init__(self, *donnees: Any, **options: Any) -> None:  # noqa: ANN401 - ceux de Table
        super().__init__(*donnees, **options)
        # La table pose sa police, Helvetica, même quand chaque cellule a la sienne.
        self.setStyle(TableStyle([("FONTNAME", (0, 0), (-1, -1), polices.nom(400))]))

    def _drawBkgrnd(self) -> None:  # noqa: N802 - nom de reportlab
        with self.canv.artefact():
            super()._drawBkgrnd()  # type: ignore[misc]

    def _drawLines(self) -> None:  # noqa: N802
        with self.canv.artefact():
            super()._drawLines()  # type: ignore[misc]

    def _restoreRoundingObscuredLines(self) -> None:  # noqa: N802
        with self.canv.artefact():
            super()._restoreRoundingObscuredLines()  # type: ignore[misc]


class Figure(Flowable):
    """Un dessin avec son texte de remplacement ; décoratif s'il n'en a pas."""

    canv: Toile

    def __init__(
        self, largeur: float, hauteur: float, dessin: Callable[[Toile], None], description: str = ""
    ) -> None:
        super().__init__()
        self.width, self.height = largeur, hauteur
        self._dessin, self._description = dessin, description

    def wrap(self, _largeur: float, _hauteur: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        if not self._description:
            with self.canv.artefact():
                self._dessin(self.canv)
            return
        x, y = self.canv.absolutePosition(0, 0)
        cadre: Attributs = {
            "O": "Layout",
            "Placement": "Block",
            "BBox": (x, y, x + self.width, y + self.height),
        }
        with self.canv.balise("Figure", description=self._description, attributs=cadre):
            self._dessin(self.canv)
