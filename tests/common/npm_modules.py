"""What tests take from npm."""
import shutil
import subprocess


def install(wanted, modules):
    """Brings what the lock file in the folder `wanted` names, once for a build tree."""
    lock = modules / "package-lock.json"
    if (modules / "node_modules").exists() and lock.exists() and \
            lock.read_text() == (wanted / "package-lock.json").read_text():
        return
    modules.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(wanted / name, modules / name)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=modules, check=True)
