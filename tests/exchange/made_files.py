"""Files that other programs write as archives, made here: about people who do not exist."""

import io
import zipfile
from pathlib import Path

import openpyxl

_ATTRIBUTES = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,role_colleague,role_customer,layout_x,layout_y\r\n"
_EDGES = (
    "edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,networkCanvasSourceUUID,networkCanvasTargetUUID,strength\r\n"
)


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def network_canvas() -> bytes:
    """Network Canvas's export as CSV: two people and an edge."""
    return zipped(
        {
            "case_session_attributeList_Person.csv": (
                _ATTRIBUTES
                + "1,ego-1,u-1,Wren Abernethy,true,false,0.2,0.4\r\n2,ego-1,u-2,Nils Lindqvist,false,true,0.7,0.1\r\n"
            ).encode(),
            "case_session_edgeList_Knows.csv": (_EDGES + "1,1,2,ego-1,e-1,u-1,u-2,3\r\n").encode(),
            "case_session_ego.csv": b"networkCanvasEgoUUID,networkCanvasCaseID,sessionStart\r\nego-1,C1,2026-01-01\r\n",
        }
    )


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """An Excel workbook, not written by the product's own writer."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def kumu_workbook() -> bytes:
    """Kumu's spreadsheet: elements and connections."""
    return workbook(
        {
            "Elements": [
                ["Label", "Type", "Description", "Tags"],
                ["Wren Abernethy", "Person", "Knows the weir", "steering|pilot"],
                ["Nils Lindqvist", "Person", None, None],
            ],
            "Connections": [["From", "To", "Type"], ["Wren Abernethy", "Nils Lindqvist", "trusts"]],
        }
    )


def put(folder: Path, name: str, content: bytes) -> Path:
    """A file of this content."""
    path = folder / name
    path.write_bytes(content)
    return path
