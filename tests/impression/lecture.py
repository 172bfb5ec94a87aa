"""Relire un PDF produit : son texte, ses polices, son arbre."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2


@dataclass(frozen=True)
class Noeud:
    role: str
    description: str
    enfants: tuple["Noeud", ...]

    def tous(self) -> Iterator["Noeud"]:
        yield self
        for enfant in self.enfants:
            yield from enfant.tous()


def pages(pdf: bytes) -> list[str]:
    """Le texte de chaque page, les espaces insécables rendues simples, sans fin de ligne."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        textes = []
        for numero in range(len(document)):
            page = document[numero]
            contenu = page.get_textpage()
            textes.append(" ".join(contenu.get_text_bounded().replace("\u00a0", " ").split()))
            contenu.close()
            page.close()
        return textes
    finally:
        document.close()


def texte(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def image(pdf: bytes, numero: int = 0, points_par_pouce: int = 150) -> Any:  # noqa: ANN401
    """La page en image PIL."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[numero]
        vue = page.render(scale=points_par_pouce / 72).to_pil()
        page.close()
        return vue
    finally:
        document.close()


def polices(pdf: bytes) -> dict[str, bool]:
    """Les polices des pages : nom, et si elle est embarquée."""
    trouvees: dict[str, bool] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            for police in page.resources.get("/Font", {}).values():
                descripteur = police.get("/FontDescriptor")
                embarquee = descripteur is not None and "/FontFile2" in descripteur
                trouvees[str(police.BaseFont)] = embarquee
    return trouvees


def arbre(pdf: bytes) -> Noeud:
    """L'arbre balisé, tel qu'un lecteur d'écran le suit."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return _noeud(document.Root.StructTreeRoot.K)


def _noeud(element: Any) -> Noeud:  # noqa: ANN401 - objet PDF
    enfants = [e for e in element.get("/K", []) if "/S" in e]
    return Noeud(
        str(element.S)[1:], str(element.get("/Alt", "")), tuple(_noeud(e) for e in enfants)
    )
