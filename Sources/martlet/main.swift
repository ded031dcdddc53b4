import Commands
import Glibc

exit(Martlet.run(Array(CommandLine.arguments.dropFirst()), on: SystemHost()).rawValue)
