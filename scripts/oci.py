"""Makes an archive in the OCI image layout of a directory, and an SPDX list of what is in it; prints the digest.

oci.py ROOTFS PACKAGES NAME VERSION COMMIT ARCHITECTURE writes NAME.tar and NAME.spdx.json. PACKAGES is a file of
names of Debian packages, one a line. Nothing of the result depends on anything but these and SOURCE_DATE_EPOCH.
"""
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import time

EPOCH = int(os.environ["SOURCE_DATE_EPOCH"])
MOMENT = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EPOCH))
TYPES = "application/vnd.oci.image."


def entry(name, size=0, mode=0o644, kind=tarfile.REGTYPE):
    """A tar header without anything of the host that made it."""
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.type, info.mtime = size, mode, kind, EPOCH
    return info


def layer(root):
    """The directory as a tar, in the order of its names, all of it root's."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for path in paths(root):
            mode = os.stat(os.path.join(root, path)).st_mode & 0o7777
            if os.path.isdir(os.path.join(root, path)):
                tar.addfile(entry(path + "/", mode=mode, kind=tarfile.DIRTYPE))
            else:
                content = read(os.path.join(root, path))
                tar.addfile(entry(path, len(content), mode), io.BytesIO(content))
    return data.getvalue()


def paths(root):
    """All that is below a directory, sorted."""
    found = []
    for folder, folders, files in os.walk(root):
        found += [os.path.relpath(os.path.join(folder, name), root) for name in folders + files]
    return sorted(found)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def text(value):
    return json.dumps(value, indent=1, sort_keys=True).encode()


class Archive:
    """The blobs of an image, each by its digest."""

    def __init__(self):
        self.blobs = {}

    def add(self, data, kind):
        self.blobs[sha256(data)] = data
        return {"mediaType": TYPES + kind, "digest": "sha256:" + sha256(data), "size": len(data)}

    def write(self, path, index):
        files = {"oci-layout": text({"imageLayoutVersion": "1.0.0"}), "index.json": text(index)}
        files |= {"blobs/sha256/" + digest: data for digest, data in self.blobs.items()}
        with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
            for folder in ["blobs/", "blobs/sha256/"]:
                tar.addfile(entry(folder, mode=0o755, kind=tarfile.DIRTYPE))
            for name in sorted(files):
                tar.addfile(entry(name, len(files[name])), io.BytesIO(files[name]))


def image(root, name, version, commit, architecture):
    """Writes the archive; gives the digests of its manifest and of its layer."""
    archive, tar = Archive(), layer(root)
    config = {
        "created": MOMENT, "architecture": architecture, "os": "linux",
        "config": {
            "User": "0:0", "Env": ["PATH=/usr/sbin"], "Entrypoint": ["/usr/sbin/martlet"], "Cmd": ["run"],
            "WorkingDir": "/", "StopSignal": "SIGTERM",
            "Labels": {
                "org.opencontainers.image.title": "martlet", "org.opencontainers.image.version": version,
                "org.opencontainers.image.revision": commit,
                "org.opencontainers.image.description": "Kubernetes NetworkPolicy on nftables",
            },
        },
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + sha256(tar)]},
        "history": [{"created": MOMENT, "created_by": "scripts/image"}],
    }
    manifest = archive.add(text({
        "schemaVersion": 2, "mediaType": TYPES + "manifest.v1+json",
        "config": archive.add(text(config), "config.v1+json"),
        "layers": [archive.add(gzip.compress(tar, 9, mtime=0), "layer.v1.tar+gzip")],
    }), "manifest.v1+json")
    named = manifest | {
        "platform": {"architecture": architecture, "os": "linux"},
        "annotations": {"org.opencontainers.image.ref.name": version},
    }
    archive.write(name + ".tar", {"schemaVersion": 2, "mediaType": TYPES + "index.v1+json", "manifests": [named]})
    return manifest["digest"], sha256(tar)


def spdx_file(root, path, number):
    data = read(os.path.join(root, path))
    return {
        "SPDXID": f"SPDXRef-File-{number}", "fileName": "./" + path, "copyrightText": "NOASSERTION",
        "licenseConcluded": "NOASSERTION", "licenseInfoInFiles": ["NOASSERTION"],
        "checksums": [
            {"algorithm": "SHA1", "checksumValue": hashlib.sha1(data).hexdigest()},
            {"algorithm": "SHA256", "checksumValue": sha256(data)},
        ],
    }


def spdx_package(name, version, purl, supplier):
    return {
        "SPDXID": "SPDXRef-Package-" + name.replace("+", "-plus"), "name": name, "versionInfo": version,
        "supplier": supplier, "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION",
        "externalRefs": [{
            "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}],
    }


def debian_package(name):
    fields = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${Version} ${Architecture}", name], check=True, capture_output=True)
    package, version, architecture = fields.stdout.decode().split()
    purl = f"pkg:deb/debian/{package}@{version.replace('+', '%2B')}?arch={architecture}"
    return spdx_package(package, version, purl, "Organization: Debian")


def spdx(root, packages, version, layer_digest):
    """What is in the image: our program, the Debian packages that files are of, and each file with its sums."""
    own = spdx_package("martlet", version, f"pkg:generic/martlet@{version}", "Organization: The Martlet authors")
    parts = [own] + [debian_package(line.strip()) for line in open(packages) if line.strip()]
    files = [path for path in paths(root) if os.path.isfile(os.path.join(root, path))]
    listed = [spdx_file(root, path, number) for number, path in enumerate(files)]
    sums = sorted(file["checksums"][0]["checksumValue"] for file in listed)
    code = hashlib.sha1("".join(sums).encode()).hexdigest()
    own |= {"filesAnalyzed": True, "packageVerificationCode": {"packageVerificationCodeValue": code}}
    related = [("SPDXRef-DOCUMENT", "DESCRIBES", own["SPDXID"])]
    related += [(own["SPDXID"], "DEPENDS_ON", part["SPDXID"]) for part in parts[1:]]
    related += [(own["SPDXID"], "CONTAINS", file["SPDXID"]) for file in listed]
    return {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "martlet-" + version,
        "documentNamespace": "urn:martlet:image:sha256:" + layer_digest,
        "creationInfo": {"created": MOMENT, "creators": ["Tool: martlet-scripts-image"]},
        "packages": parts, "files": listed,
        "relationships": [
            {"spdxElementId": one, "relationshipType": how, "relatedSpdxElement": other}
            for one, how, other in related
        ],
    }


def main(root, packages, name, version, commit, architecture):
    digest, layer_digest = image(root, name, version, commit, architecture)
    with open(name + ".spdx.json", "wb") as file:
        file.write(text(spdx(root, packages, version, layer_digest)))
    print(digest)


main(*sys.argv[1:])
