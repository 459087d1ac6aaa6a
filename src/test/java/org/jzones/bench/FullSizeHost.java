package org.jzones.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The software database of a full-size host (spec 4): 1,400 packages, 300 of them with 20 to 60 patches, and 300,000
 * lines of contents, or a multiple of that. The same size gives the same bytes.
 */
final class FullSizeHost {
    private static final int PACKAGES = 1_400;
    private static final int PATCHED = 300;
    private static final int ENTRIES = 300_000;
    /** How many patches there are, of which the patched packages have some each. */
    private static final int PATCHES = 1_300;

    private static final int LONGEST_STEP = 10;
    private static final String[] SYLLABLES = {
        "ad", "bin", "cor", "dev", "es", "fon", "gl", "hal", "ip", "jar", "krb", "lib", "mp", "net", "os", "pci", "rs",
        "svc", "tls", "usb", "vol", "wbe", "xw", "zl"
    };
    private static final String[] INHERITED = {"/lib", "/platform", "/sbin", "/usr/bin", "/usr/lib", "/usr/share"};
    private static final String[] OWN = {"/etc", "/kernel", "/opt", "/var"};

    private final Path root;
    private final int times;
    private final Random random = new Random(20060301);

    /** @param times how many times the full size */
    FullSizeHost(Path root, int times) {
        this.root = root;
        this.times = times;
    }

    void make() throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < PACKAGES * times; i++) {
            names.add(name(i));
        }
        for (int i = 0; i < names.size(); i++) {
            Path directory =
                    Files.createDirectories(root.resolve("var/sadm/pkg").resolve(names.get(i)));
            Files.writeString(directory.resolve("pkginfo"), pkginfo(names.get(i), i), StandardCharsets.ISO_8859_1);
        }
        Path contents =
                Files.createDirectories(root.resolve("var/sadm/install")).resolve("contents");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(contents), 1 << 16)) {
            for (Map.Entry<String, String> entry : entries(names).entrySet()) {
                out.write((entry.getKey() + entry.getValue() + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write("# Last modified by pkgadd for the last package\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String name(int i) {
        int n = SYLLABLES.length;
        return "SUNW" + SYLLABLES[i % n] + SYLLABLES[i / n % n] + (i >= n * n ? SYLLABLES[i / (n * n) % n] : "")
                + (isRoot(i) ? "r" : "u");
    }

    /** Every other package delivers only what each zone has of its own. */
    private static boolean isRoot(int i) {
        return i % 2 == 1;
    }

    private String pkginfo(String name, int i) {
        StringBuilder text = new StringBuilder("CLASSES=none preserve renamenew\nBASEDIR=/\nLANG=C\nTZ=CET\n");
        text.append("PATH=/sbin:/usr/sbin:/usr/bin:/usr/sadm/install/bin\nOAMBASE=/usr/sadm/sysadm\n");
        text.append("PKG=")
                .append(name)
                .append("\nNAME=Software ")
                .append(name)
                .append(", part ")
                .append(i);
        text.append("\nARCH=i386\nVERSION=11.")
                .append(10 + i % 3)
                .append(".0,REV=2005.01.")
                .append(10 + i % 20);
        text.append(".").append(10 + i % 14).append(".").append(10 + i % 50).append("\nSUNW_PRODNAME=SunOS\n");
        text.append("SUNW_PRODVERS=5.10/Generic\nSUNW_PKGTYPE=usr\nMAXINST=1000\nCATEGORY=system\nDESC=Software\n");
        text.append("SUNW_PKG_ALLZONES=")
                .append(i % 5 < 2)
                .append("\nSUNW_PKG_HOLLOW=")
                .append(i % 25 == 0);
        text.append("\nSUNW_PKG_THISZONE=")
                .append(i % 41 == 7)
                .append("\nPKGINST=")
                .append(name);
        text.append("\nVENDOR=Sun Microsystems, Inc.\nHOTLINE=Please contact your local service provider\n");
        text.append("EMAIL=\nINSTDATE=Jan 21 2005 15:53\nPSTAMP=example20050121155300\n");
        if (i % (PACKAGES / PATCHED) == 0 && i / (PACKAGES / PATCHED) < PATCHED * times) {
            patches(text, 20 + random.nextInt(41));
        }
        return text.toString();
    }

    private void patches(StringBuilder text, int count) {
        List<String> ids = new ArrayList<>();
        int number = random.nextInt(PATCHES - 60 * LONGEST_STEP);
        for (int i = 0; i < count; i++) {
            number += 1 + random.nextInt(LONGEST_STEP);
            ids.add((116_000 + 7 * number) + "-" + (10 + number % 27));
        }
        text.append("PATCHLIST=").append(String.join(" ", ids)).append('\n');
        for (String id : ids) {
            text.append("PATCH_INFO_").append(id).append("=Installed: Mon Mar  6 10:21:07 CET 2006 From: example");
            text.append(" Obsoletes: ").append(id.endsWith("7") ? "116298-21 117463-05" : "");
            text.append(" Requires: 118344-05  Incompatibles: ")
                    .append(id.endsWith("3") ? "117000-01" : "")
                    .append('\n');
        }
    }

    /** What follows each path, by path. */
    private Map<String, String> entries(List<String> names) {
        Map<String, String> entries = new TreeMap<>();
        for (String directory :
                new String[] {"/etc", "/kernel", "/lib", "/opt", "/platform", "/sbin", "/usr", "/var"}) {
            boolean inherited = "/lib /platform /sbin /usr".contains(directory);
            List<String> owners = new ArrayList<>();
            for (int i = inherited ? 0 : 1; i < names.size(); i += 2) {
                owners.add(names.get(i));
            }
            entries.put(directory, " d none 0755 root sys " + String.join(" ", owners));
        }
        int next = 0;
        while (entries.size() < ENTRIES * times) {
            int owner = next++ % names.size();
            String[] tops = isRoot(owner) ? OWN : INHERITED;
            boolean many = random.nextInt(4) > 0;
            String top = tops[many ? tops.length - 1 : random.nextInt(tops.length)];
            delivery(entries, names, owner, top + "/" + names.get(owner).substring(4) + "/" + word());
        }
        return entries;
    }

    /** A directory and the files in it. */
    private void delivery(Map<String, String> entries, List<String> names, int owner, String directory) {
        String shared = names.get(owner) + (random.nextInt(3) == 0 ? " " + names.get((owner + 2) % names.size()) : "");
        entries.put(directory, " d none 0755 root bin " + shared);
        int files = isRoot(owner) ? 1 + random.nextInt(6) : 4 + random.nextInt(24);
        for (int i = 0; i < files && entries.size() < ENTRIES * times; i++) {
            String path = directory + "/" + word() + word() + "." + i;
            switch (random.nextInt(24)) {
                case 0 -> entries.put(path + "=../" + word() + "/" + word(), " s none " + names.get(owner));
                case 1 -> entries.put(path, " e preserve 0644 root sys " + numbers() + " " + names.get(owner));
                default -> entries.put(path, " f none 0555 root bin " + numbers() + " " + names.get(owner));
            }
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    private String numbers() {
        return random.nextInt(200_000) + " " + random.nextInt(65_536) + " " + (1_106_000_000 + random.nextInt(500_000));
    }
}
