"""Another program's verdict: a workbook opened, calculated and saved again by LibreOffice."""

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def resaved(data: bytes, folder: Path) -> Path:
    (folder / "matrix.xlsx").write_bytes(data)
    command = [str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "matrix.xlsx")], check=True, capture_output=True, timeout=120)
    return folder / "out" / "matrix.xlsx"
