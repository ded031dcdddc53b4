"""Unpacks an archive of scripts/image into a bundle for an OCI runtime, restricted as the DaemonSet restricts it.

oci-bundle.py ARCHIVE BUNDLE [MOUNT=FOLDER]... : BUNDLE gets a root file system, read-only, and its configuration, which
runs with CAP_NET_ADMIN alone in the network namespace of whoever starts it. The seccomp profile is the one that
container engines have by default, where Debian's package golang-github-containers-common is installed.
"""
import gzip
import io
import json
import os
import platform
import sys
import tarfile

PROFILE = "/usr/share/containers/seccomp.json"
CAPABILITY = "CAP_NET_ADMIN"


def unpack(archive, root):
    """Unpacks the layers; gives the configuration of the image."""
    with tarfile.open(archive) as tar:
        def blob(descriptor):
            return tar.extractfile("blobs/" + descriptor["digest"].replace(":", "/")).read()
        manifest = json.loads(blob(json.load(tar.extractfile("index.json"))["manifests"][0]))
        for layer in manifest["layers"]:
            with tarfile.open(fileobj=io.BytesIO(gzip.decompress(blob(layer)))) as content:
                content.extractall(root)
        return json.loads(blob(manifest["config"]))["config"]


def seccomp():
    """The engines' usual profile, as it is for this capability and architecture; nothing where it is not installed."""
    if not os.path.exists(PROFILE):
        print("no usual seccomp profile is installed: run without", file=sys.stderr)
        return None
    profile = json.load(open(PROFILE))
    here = {"x86_64": "SCMP_ARCH_X86_64", "aarch64": "SCMP_ARCH_AARCH64"}[platform.machine()]
    calls = [call for call in profile["syscalls"] if holds(call)]
    kept = ["names", "action", "errnoRet", "args"]
    return {
        "defaultAction": profile["defaultAction"], "defaultErrnoRet": profile.get("defaultErrnoRet", 1),
        "architectures": [here], "syscalls": [{key: call[key] for key in kept if call.get(key)} for call in calls],
    }


def holds(call):
    """Whether an entry of the profile is meant for our capability and architecture."""
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]
    wanted, unwanted = call.get("includes") or {}, call.get("excludes") or {}
    if not set(wanted.get("caps", [])) <= {CAPABILITY} or CAPABILITY in unwanted.get("caps", []):
        return False
    if architecture in unwanted.get("arches", []):
        return False
    return not wanted.get("arches") or architecture in wanted["arches"]


def mount(target, kind, source, *options):
    return {"destination": target, "type": kind, "source": source, "options": list(options)}


def configuration(image, folders):
    sets = {name: [CAPABILITY] for name in ["bounding", "effective", "permitted"]}
    tmpfs = ["nosuid", "nodev", "noexec", "mode=755", "size=16m"]
    linux = {"namespaces": [{"type": kind} for kind in ["pid", "mount", "ipc", "uts"]]}
    profile = seccomp()
    if profile:
        linux["seccomp"] = profile
    return {
        "ociVersion": "1.0.2", "hostname": "node-1", "root": {"path": "root", "readonly": True}, "linux": linux,
        "process": {
            "user": {"uid": 0, "gid": 0}, "cwd": image["WorkingDir"], "noNewPrivileges": True, "capabilities": sets,
            "args": image["Entrypoint"] + image["Cmd"], "env": image["Env"] + ["NODE_NAME=node-1"],
        },
        "mounts": [
            mount("/proc", "proc", "proc"), mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
            mount("/dev", "tmpfs", "tmpfs", "nosuid", "mode=755", "size=64k"),
            mount("/run/martlet", "tmpfs", "tmpfs", *tmpfs), mount("/var/lib/martlet", "tmpfs", "tmpfs", *tmpfs),
        ] + [mount(target, "bind", os.path.abspath(folder), "bind", "ro") for target, folder in folders],
    }


def main(archive, bundle, *mounts):
    root = os.path.join(bundle, "root")
    os.makedirs(root)
    image = unpack(archive, root)
    with open(os.path.join(bundle, "config.json"), "w") as file:
        json.dump(configuration(image, [pair.split("=", 1) for pair in mounts]), file, indent=1)


main(*sys.argv[1:])
