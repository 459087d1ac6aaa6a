package org.jzones.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jline.nativ.OSInfo;
import org.newsclub.net.unix.AFSocket;

/**
 * {@code terminal-library DIR}: puts the native libraries for this machine, of line editing and of sockets, into the
 * directory, when the project is built. The launchers name that directory, for else each is unpacked into that of temporary
 * files in every session.
 */
public final class TerminalLibrary {
    private static final String SOCKETS = "junixsocket-native-";

    private TerminalLibrary() {}

    /** Runs the command and returns its exit status. */
    public static int run(Io io, List<String> args) {
        if (args.size() != 1) {
            io.err().println("usage: terminal-library DIR");
            return ExitStatus.USAGE;
        }
        String terminal = System.mapLibraryName("jlinenative");
        String sockets = System.mapLibraryName(SOCKETS + AFSocket.getVersion());
        try {
            Path directory = Files.createDirectories(Path.of(args.get(0)));
            put(io, "/org/jline/nativ/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + terminal, directory);
            put(io, "/lib/" + architecture() + "-Linux-clang/jni/" + sockets, directory);
            return ExitStatus.DONE;
        } catch (IOException e) {
            io.err().println("terminal-library: " + e);
            return ExitStatus.FAILED;
        }
    }

    /** As the library of sockets has it in the names of its files. */
    private static String architecture() {
        return switch (OSInfo.getArchName()) {
            case "x86_64" -> "amd64";
            case "arm64" -> "aarch64";
            default -> OSInfo.getArchName();
        };
    }

    private static void put(Io io, String resource, Path directory) throws IOException {
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        try (InputStream library = OSInfo.class.getResourceAsStream(resource)) {
            if (library == null) {
                io.err().println("terminal-library: there is no " + name + " for this machine");
                return;
            }
            Path unfinished = directory.resolve(name + ".tmp");
            Files.copy(library, unfinished, StandardCopyOption.REPLACE_EXISTING);
            // not written over: a session may be running with it
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
