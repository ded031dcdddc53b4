#!/bin/sh
# Makes the certificates that the peer and the tests use: certificates.sh FOLDER
set -eu
cd "$1"

# key NAME
key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }

# authority NAME
authority() {
    key "$1"
    openssl req -x509 -new -key "$1.key" -subj "/CN=$1" -days 2 -out "$1.pem"
}

# certificate NAME NAMES BEGIN END AUTHORITY, begin and end as YYYYMMDDHHMMSSZ
certificate() {
    key "$1"
    openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"
    rm -f "$5.index" "$5.serial"
    : >"$5.index"
    printf '[ca]\ndefault_ca=d\n[d]\ndatabase=%s.index\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n[x]\nsubjectAltName=%s\n' \
        "$5" "$2" >"$1.conf"
    openssl ca -batch -notext -config "$1.conf" -extensions x -cert "$5.pem" -keyfile "$5.key" \
        -startdate "$3" -enddate "$4" -in "$1.csr" -out "$1.pem"
}

long_ago=20200101000000Z ago=20210101000000Z far=20990101000000Z farther=20991231000000Z
authority authority
authority other
certificate server IP:127.0.0.1,IP:::1,DNS:localhost "$ago" "$far" authority
certificate expired IP:127.0.0.1 "$long_ago" "$ago" authority
certificate early IP:127.0.0.1 "$far" "$farther" authority
certificate strange IP:127.0.0.1 "$ago" "$far" other
certificate elsewhere DNS:elsewhere.test,IP:10.99.0.1,IP:fd99::1 "$ago" "$far" authority
certificate alice DNS:alice "$ago" "$far" authority
certificate bob DNS:bob "$ago" "$far" authority
certificate mallory DNS:mallory "$ago" "$far" other
