"""Where the folders of tests are made that need no real disk: what a process has written before it is killed is not lost
with it, and a disk that is busy with something else would only hold them up."""
import os
import shutil

MEMORY = "/dev/shm"
ROOM = 1 << 30  # octets


def folder():
    """In memory, if there is room; otherwise none, which is where temporary files are made."""
    return MEMORY if os.path.isdir(MEMORY) and shutil.disk_usage(MEMORY).free > ROOM else None
