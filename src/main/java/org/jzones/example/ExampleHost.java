package org.jzones.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * Makes example hosts: directories that look like a Solaris 10 host to zoneadm and zonecfg, with a software database of
 * realistic shape (spec 4) and the few files a zone is filled from. The same level gives the same bytes.
 */
public final class ExampleHost {
    private static final String MARK = ".example-host";
    private static final List<String> DIRECTORIES = List.of(
            "etc",
            "etc/zones",
            "export",
            "export/zones",
            "kernel",
            "lib",
            "opt",
            "platform",
            "sbin",
            "usr",
            "var",
            "var/run",
            "var/sadm",
            "var/sadm/install",
            "var/sadm/pkg");

    private final Path root;

    /** @param root an absolute path */
    public ExampleHost(Path root) {
        this.root = root;
    }

    /**
     * Makes the host, or brings one made before to this software; zones on it stay as they are.
     *
     * @throws Failure if the directory holds what was not made here, or something cannot be written
     */
    public void apply(ExampleSoftware software) {
        try {
            if (!isOurs()) {
                throw Failure.of(Message.EXAMPLE_NOT_OURS, root);
            }
            make(software.packages());
        } catch (IOException e) {
            throw Failure.of(Message.FILE_WRITE, root, String.valueOf(e.getMessage()));
        }
    }

    /** True if the directory is missing, empty, or was made here: nothing of anyone else's would be touched. */
    private boolean isOurs() throws IOException {
        if (!Files.exists(root)) {
            return true;
        }
        try (java.util.stream.Stream<Path> files = Files.list(root)) {
            return Files.exists(root.resolve(MARK)) || files.findAny().isEmpty();
        }
    }

    private void make(List<ExamplePackage> packages) throws IOException {
        for (String directory : DIRECTORIES) {
            makeDirectory(directory);
        }
        write(MARK, "An example host of jzones; it may be deleted.\n");
        removeSoftware();
        for (ExamplePackage pkg : packages) {
            write("var/sadm/pkg/" + pkg.name() + "/pkginfo", pkginfo(pkg));
            for (String entry : pkg.entries()) {
                makeBits(pkg, entry.charAt(0), entry.substring(2));
            }
        }
        write("var/sadm/install/contents", contents(packages));
    }

    private void makeBits(ExamplePackage pkg, char type, String path) throws IOException {
        String relative = path.substring(1);
        switch (type) {
            case 'd' -> makeDirectory(relative);
            case 's' -> {
                Path link = root.resolve(relative.substring(0, relative.indexOf('=')));
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, Path.of(relative.substring(relative.indexOf('=') + 1)));
            }
            case 'f' -> write(relative, bits(pkg, path));
            default -> {
                write(relative, "in use on this host: " + path + "\n");
                write("var/sadm/pkg/" + pkg.name() + "/save/pspool/" + pkg.name() + "/reloc" + path, bits(pkg, path));
            }
        }
    }

    private static String bits(ExamplePackage pkg, String path) {
        return path + " of " + pkg.name() + " " + pkg.version() + "\n";
    }

    private static String pkginfo(ExamplePackage pkg) {
        Set<String> zones = Set.of(pkg.zones().split(","));
        StringBuilder text = new StringBuilder("CLASSES=none\nBASEDIR=/\nLANG=C\nPKG=" + pkg.name() + "\n");
        text.append("NAME=").append(pkg.title()).append("\nARCH=i386\nCATEGORY=system\n");
        text.append("SUNW_PKGVERS=1.0\nVERSION=").append(pkg.version()).append('\n');
        text.append("SUNW_PKG_ALLZONES=").append(zones.contains("all")).append('\n');
        text.append("SUNW_PKG_HOLLOW=").append(zones.contains("hollow")).append('\n');
        text.append("SUNW_PKG_THISZONE=").append(zones.contains("this")).append('\n');
        text.append("PKGINST=").append(pkg.name()).append("\nINSTDATE=Jan 21 2005 15:53\n");
        if (!pkg.patches().isEmpty()) {
            text.append("PATCHLIST=").append(String.join(" ", pkg.patches())).append('\n');
        }
        for (String patch : pkg.patches()) {
            text.append("PATCH_INFO_").append(patch);
            text.append("=Installed: Mon Mar  6 10:21:07 CET 2006 From: example Obsoletes: ");
            text.append(patch.equals("118833-17") ? "116298-21 117463-05" : "");
            text.append(" Requires:  Incompatibles: \n");
        }
        return text.toString();
    }

    private static String contents(List<ExamplePackage> packages) {
        Map<String, TreeSet<String>> owners = new TreeMap<>();
        Map<String, String> heads = new TreeMap<>();
        for (ExamplePackage pkg : packages) {
            for (String entry : pkg.entries()) {
                String path = entry.substring(2);
                String key = path.indexOf('=') < 0 ? path : path.substring(0, path.indexOf('='));
                heads.put(key, head(pkg, entry.charAt(0), path));
                owners.computeIfAbsent(key, k -> new TreeSet<>()).add(pkg.name());
            }
        }
        StringBuilder text = new StringBuilder();
        heads.forEach((key, head) -> text.append(head)
                .append(' ')
                .append(String.join(" ", owners.getOrDefault(key, new TreeSet<>())))
                .append('\n'));
        return text.append("# Last modified by pkgadd\n").toString();
    }

    private static String head(ExamplePackage pkg, char type, String path) {
        return switch (type) {
            case 'd' -> path + " d none 0755 root sys";
            case 's' -> path + " s none";
            default -> {
                byte[] bytes = bits(pkg, path).getBytes(StandardCharsets.UTF_8);
                yield path + " " + type + (type == 'e' ? " preserve" : " none") + " 0644 root sys " + bytes.length + " "
                        + checksum(bytes) + " 1106350000";
            }
        };
    }

    /** That of sum(1); the example's files are short enough for all bytes to add up to less than 65536. */
    private static int checksum(byte[] bytes) {
        int sum = 0;
        for (byte b : bytes) {
            sum += b & 0xff;
        }
        return sum;
    }

    private void removeSoftware() throws IOException {
        Files.walkFileTree(root.resolve("var/sadm/pkg"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                if (!directory.equals(root.resolve("var/sadm/pkg"))) {
                    Files.delete(directory);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void write(String relative, String text) throws IOException {
        Path file = root.resolve(relative);
        makeDirectory(root.relativize(java.util.Objects.requireNonNull(file.getParent()))
                .toString());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private void makeDirectory(String relative) throws IOException {
        Path directory = root;
        Files.createDirectories(root);
        for (Path component : Path.of(relative)) {
            directory = directory.resolve(component);
            if (!Files.exists(directory)) {
                Files.createDirectory(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
