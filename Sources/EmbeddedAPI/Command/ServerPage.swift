/// What `martlet-apiserver --help` prints.
enum ServerPage {
    /// The page.
    static let text = """
        martlet-apiserver: a small Kubernetes API server for a host without Kubernetes, for trying out, and for tests.

        Usage: martlet-apiserver [--data-dir DIR] [--listen ADDRESS:PORT]
               martlet-apiserver --data-dir DIR --listen ADDRESS:PORT --print-kubeconfig [--read-only]

        It keeps NetworkPolicies, Ingresses, IngressClasses, Namespaces, Pods, Nodes, Services and EndpointSlices, and
        kubectl works against it. It is no control plane: nothing is scheduled, started or collected.

        With --data-dir it speaks TLS and asks for a token, both made on first use; --print-kubeconfig gives them to
        kubectl. Without, objects are in memory, and everyone on this host may change them over plain HTTP.

        Options:
          --data-dir DIR               keep objects, certificate and tokens here
          --listen ADDRESS:PORT        where to listen (127.0.0.1:9978; port 0 takes a free one)
          --insecure-http              plain HTTP without credentials, in spite of --data-dir; the loopback only
          --tls-cert-file FILE         this certificate (PEM), with
          --tls-private-key-file FILE  its key, instead of those in the data directory
          --client-ca-file FILE        admit clients with certificates of these authorities; those of the organization
                                       martlet:readers may only read
          --token-file FILE            tokens that may do all, one a line
          --read-only-token-file FILE  tokens that may only read, one a line
          --history N                  how many changes are kept for watches that come back (10000)
          --print-kubeconfig           print a kubeconfig for this directory and address, and end
          --read-only                  with --print-kubeconfig: one that may only read
          --version, --help

        Examples:
          martlet-apiserver --listen 127.0.0.1:9978
          kubectl --server http://127.0.0.1:9978 get namespaces

          martlet-apiserver --data-dir /var/lib/martlet-apiserver --print-kubeconfig > kubeconfig
          martlet-apiserver --data-dir /var/lib/martlet-apiserver &
          kubectl --kubeconfig kubeconfig get networkpolicies --all-namespaces

        Exit codes: 0 ended by a signal, or printed; 1 could not start; 2 usage.

        """
}
