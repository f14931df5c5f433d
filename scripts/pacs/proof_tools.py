"""What the proofs of the PACS side have in common: a network with loopback alone, small studies, programs that run beside."""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pydicom
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("OSTEOSIGN_BUILD", REPOSITORY / "build" / "release"))
OSTEOSIGN = BUILD / "osteosign"
STAND_IN = BUILD / "tests" / "stand_in_worker"


def only_loopback():
    """Starts the script again in a network namespace that has nothing but loopback."""
    if os.environ.get("OSTEOSIGN_LOOPBACK") == "yes":
        return
    ready = ["unshare", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"]
    if subprocess.run([*ready, "true"], capture_output=True).returncode != 0:
        print("skipped: network namespaces are not allowed here (root and iproute2 are needed)")
        sys.exit(77)
    environment = dict(os.environ, OSTEOSIGN_LOOPBACK="yes", TCP_NODELAY="1")
    os.execvpe(ready[0], [*ready, sys.executable, *sys.argv], environment)


def wait_until(condition, seconds, what):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    sys.exit(f"FAILED: {what} did not happen within {seconds} s")


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 0.5):
            return True
    except OSError:
        return False


class Program:
    """A program that runs beside the script, and is ended with it."""

    def __init__(self, words, log, port=None):
        self.words, self.log, self.port = [str(word) for word in words], log, port
        self.process = None

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.words, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        if self.port:
            wait_until(lambda: answers(self.port) or self.process.poll() is not None, 20, f"{self.words[0]} listening")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        return self.process.wait()

    def is_running(self):
        return self.process is not None and self.process.poll() is None


def write_small_ct(folder, study, images, size=64):
    """A CT study of a few small slices; returns its UID."""
    folder.mkdir(parents=True, exist_ok=True)
    uid = f"1.2.826.0.1.3680043.9.7777.{study}"
    for image in range(1, images + 1):
        meta = FileMetaDataset()
        meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
        meta.MediaStorageSOPInstanceUID = f"{uid}.1.{image}"
        meta.TransferSyntaxUID = ExplicitVRLittleEndian
        data = FileDataset(str(folder), {}, file_meta=meta, preamble=b"\0" * 128)
        data.is_little_endian, data.is_implicit_VR = True, False
        data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
        data.StudyInstanceUID, data.SeriesInstanceUID, data.FrameOfReferenceUID = uid, uid + ".1", uid + ".2"
        data.Modality, data.Manufacturer, data.PatientID, data.PatientName = "CT", "phantom", f"P{study}", "Nobody^Phantom"
        data.PatientBirthDate = data.PatientSex = data.StudyTime = data.AccessionNumber = data.StudyID = ""
        data.ReferringPhysicianName, data.StudyDate, data.SeriesNumber, data.InstanceNumber = "", "20260101", 1, image
        data.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
        data.ImagePositionPatient, data.ImageOrientationPatient = [0, 0, float(image)], [1, 0, 0, 0, 1, 0]
        data.PixelSpacing, data.SliceThickness = [0.5, 0.5], 1
        data.RescaleSlope, data.RescaleIntercept = 1, -1024
        data.SamplesPerPixel, data.PhotometricInterpretation, data.Rows, data.Columns = 1, "MONOCHROME2", size, size
        data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 16, 15, 0
        data.PixelData = bytes((image * 7 + study) % 251 for _ in range(2 * size * size))
        data.save_as(folder / f"{image:04}.dcm", write_like_original=False)
    return uid


def send(folder, title, port, sender="SENDER"):
    """True when every object was taken."""
    run = subprocess.run(["storescu", "-aet", sender, "-aec", title, "-to", "10", "-ta", "10", "-td", "20", "127.0.0.1", str(port), "+sd", "+r", "+sp", "*.dcm", str(folder)],
                         capture_output=True)
    return run.returncode == 0


def metrics(port):
    """The figures of the service; empty while it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=2) as answer:
            lines = answer.read().decode().splitlines()
    except OSError:
        return {}
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if not line.startswith("#")}


def is_quiet(port):
    """Nothing grows, waits, runs or is to be sent."""
    now = metrics(port)
    busy = ["osteosign_studies_growing", 'osteosign_jobs{state="waiting"}', 'osteosign_jobs{state="running"}', "osteosign_deliveries_waiting"]
    return bool(now) and all(now[name] == 0 for name in busy)


def objects_by_study(folder):
    """Study UID -> [(modality, SOP instance UID, number of the evidence)] of the DICOM files in a folder."""
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            data = pydicom.dcmread(file, stop_before_pixels=True)
            found.setdefault(data.StudyInstanceUID, []).append((data.Modality, data.SOPInstanceUID))
    return found


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def write_config(file, settings):
    file.write_text(json.dumps(settings, indent=2))
    return file
