package org.jzones.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Two random hosts with real files, of which the second has the higher level of software. */
public final class UpdateHosts {
    private static final String OWN = "/opt/own";

    private final Random random;
    private final List<Pkg> lower = new ArrayList<>();
    private final List<Pkg> higher = new ArrayList<>();

    /**
     * A package at a level.
     *
     * @param patch the revision of its one patch, 0 if it has none
     * @param entries what it delivers, file type by path; all but its shared directories are its own
     */
    private record Pkg(
            String name, int version, int patch, boolean hollow, boolean thisZone, Map<String, Character> entries) {
        String level() {
            return name + " " + version + "." + patch;
        }
    }

    /** The last two packages do not matter to every zone, but the one before them needs them, and changes. */
    public UpdateHosts(Random random, int packages) {
        this.random = random;
        for (int i = 0; i < packages; i++) {
            add("SUNW" + (char) ('a' + i), random.nextInt(6));
        }
        both(pkg("SUNWx", 1, 0), pkg("SUNWx", 2, 0));
        add("SUNWy", 1 + random.nextInt(5));
        add("SUNWz", 1 + random.nextInt(5));
    }

    private void add(String name, int how) {
        Pkg one = pkg(name, 1, random.nextInt(3));
        switch (how) {
            case 0 -> lower.add(one);
            case 1 -> higher.add(one);
            case 2 -> both(one, one);
            case 3 -> both(one, pkg(name, 1, one.patch() + 1));
            default -> both(one, pkg(name, 2, random.nextInt(3) == 0 ? 0 : one.patch() + 1));
        }
    }

    private void both(Pkg low, Pkg high) {
        lower.add(low);
        // a patch that is lost would be a downgrade; one that is there twice, in two packages, is another thing
        higher.add(new Pkg(
                high.name(),
                high.version(),
                Math.max(low.patch(), high.patch()),
                high.hollow(),
                high.thisZone(),
                high.entries()));
    }

    private Pkg pkg(String name, int version, int patch) {
        Map<String, Character> entries = new TreeMap<>();
        String own = "/opt/" + name;
        entries.put("/usr", 'd');
        entries.put("/usr/" + name, 'f');
        entries.put("/etc", 'd');
        entries.put("/opt", 'd');
        entries.put(own, 'd');
        for (int i = 0; i < 8; i++) {
            if (random.nextInt(4) > 0) {
                String path = (i % 2 == 0 ? own : "/etc") + "/" + name + i;
                char type = "ffeevsld".charAt(random.nextInt(8));
                entries.put(path, type == 'l' && !entries.containsKey(own + "/target") ? 'f' : type);
                if (type == 'd') {
                    entries.put(path + "/in", "fe".charAt(random.nextInt(2)));
                }
            }
        }
        return new Pkg(name, version, patch, random.nextInt(8) == 0, false, entries);
    }

    public TestHost lower(Path root) {
        return host(root, withoutLostPatches(lower));
    }

    public TestHost higher(Path root) {
        return host(root, higher);
    }

    /** The patch of a package that the second host has not at all is not there either, and would be missed. */
    private List<Pkg> withoutLostPatches(List<Pkg> packages) {
        List<String> there = higher.stream().map(Pkg::name).toList();
        return packages.stream()
                .map(p -> there.contains(p.name())
                        ? p
                        : new Pkg(p.name(), p.version(), 0, p.hollow(), p.thisZone(), p.entries()))
                .toList();
    }

    private static TestHost host(Path root, List<Pkg> packages) {
        TestHost host = TestHost.empty(root);
        Map<String, String> heads = new TreeMap<>();
        Map<String, String> owners = new TreeMap<>();
        for (Pkg pkg : packages) {
            List<String> lines = new ArrayList<>(List.of(
                    "PKG=" + pkg.name(),
                    "VERSION=" + pkg.version() + ".0,REV=2005.01.2" + pkg.version(),
                    "SUNW_PKG_ALLZONES=" + (pkg.name().compareTo("SUNWy") < 0),
                    "SUNW_PKG_HOLLOW=" + pkg.hollow(),
                    "SUNW_PKG_THISZONE=" + pkg.thisZone()));
            if (pkg.patch() > 0) {
                lines.add("PATCHLIST=1000" + (int) pkg.name().charAt(4) + "-0" + pkg.patch());
            }
            host.pkg(pkg.name(), lines.toArray(String[]::new));
            if (pkg.name().equals("SUNWx") || pkg.name().equals("SUNWy")) {
                char needed = (char) (pkg.name().charAt(4) + 1);
                host.write("/var/sadm/pkg/" + pkg.name() + "/install/depend", "P SUNW" + needed + " next\n");
            }
            pkg.entries().forEach((path, type) -> {
                heads.put(path, deliver(host, pkg, path, type));
                owners.merge(path, pkg.name(), (one, other) -> one + " " + other);
            });
        }
        List<String> contents = new ArrayList<>();
        heads.forEach((path, head) -> contents.add(head + " " + owners.get(path)));
        host.contents(contents.toArray(String[]::new));
        return host;
    }

    /** Makes the file and returns its entry in contents, up to the packages. */
    private static String deliver(TestHost host, Pkg pkg, String path, char type) {
        String bits = path + " of " + pkg.level() + "\n";
        switch (type) {
            case 'd' -> {
                host.makeDirectory(path);
                if (path.contains("SUNW")) {
                    mode(host.at(path), pkg.version() == 1 ? "rwxr-xr-x" : "rwxr-x---");
                }
                return path + " d none 0755 root sys";
            }
            case 's' -> {
                link(host.at(path), "target-of-" + pkg.level().replace(' ', '-'));
                return path + "=target-of-" + pkg.level().replace(' ', '-') + " s none";
            }
            case 'e', 'v' -> {
                host.write(path, "the host's own: " + path + "\n");
                write(host, "/var/sadm/pkg/" + pkg.name() + "/save/pspool/" + pkg.name() + "/reloc" + path, bits, pkg);
            }
            default -> write(host, path, bits, pkg);
        }
        byte[] bytes = bits.getBytes(StandardCharsets.UTF_8);
        int sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        return path + " " + type + " none 0644 root sys " + bytes.length + " " + sum + " 1106350000";
    }

    private static void write(TestHost host, String path, String bits, Pkg pkg) {
        host.write(path, bits);
        mode(host.at(path), pkg.patch() % 2 == 0 ? "rw-r--r--" : "rwxr-xr-x");
        try {
            Files.setLastModifiedTime(host.at(path), FileTime.fromMillis(1_106_350_000_000L + pkg.version() * 1000L));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void mode(Path file, String mode) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path file, String target) {
        try {
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
            Files.createSymbolicLink(file, Path.of(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uses a zone as its administrators would: edits some files, adds files and a package of its own. */
    public void useZone(Path zoneRoot) throws IOException {
        Path contents = zoneRoot.resolve("var/sadm/install/contents");
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(contents)) {
            String[] fields = line.split(" ");
            Path file = zoneRoot.resolve(fields[0].substring(1));
            boolean editable = fields[1].equals("e") || fields[1].equals("v");
            if (editable && random.nextInt(3) == 0 && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.writeString(file, "changed in the zone\n", StandardOpenOption.APPEND);
            }
            lines.add(fields[0].equals("/opt") ? line + " OWNpkg" : line);
        }
        Path own = zoneRoot.resolve(OWN.substring(1));
        Files.createDirectories(own);
        Files.writeString(own.resolve("file"), "the zone's own\n");
        lines.add(OWN + " d none 0755 root sys OWNpkg");
        lines.add(OWN + "/file f none 0644 root sys 15 1 1 OWNpkg");
        lines.sort(null);
        Files.write(contents, lines);
        Path pkg = zoneRoot.resolve("var/sadm/pkg/OWNpkg");
        Files.createDirectories(pkg);
        Files.writeString(pkg.resolve("pkginfo"), "PKG=OWNpkg\nVERSION=1\n");
    }

    public static boolean isTheZonesOwn(String path) {
        return path.equals(OWN) || path.startsWith(OWN + "/") || path.startsWith("/var/sadm/pkg/OWNpkg");
    }
}
