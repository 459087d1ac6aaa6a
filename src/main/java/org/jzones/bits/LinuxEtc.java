package org.jzones.bits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.RegularFile;
import org.jzones.file.Trees;
import org.jzones.model.Numbers;
import org.jzones.model.ZoneConfig;

/**
 * The etc of a zone of Linux that has its programs from the host (spec 5, 8.2): accounts as they are on a machine that has
 * just been installed, and copies of what the host's programs need to be as on the host. Nothing secret of the host's and
 * nothing that tells machines apart.
 */
final class LinuxEtc {
    /** Copied as they are. */
    private static final List<String> AS_ON_HOST = List.of(
            HostCopies.ALTERNATIVES,
            "ld.so.conf",
            "ld.so.conf.d",
            HostCopies.LIBRARIES,
            "pam.d",
            "security",
            "login.defs");

    /** Among them, where the passwords stand that users had before. */
    private static final List<String> SECRET = List.of("security/opasswd", "security/opasswd.old", "security/nopasswd");

    private static final String PASSWD = """
            root:*:0:0:root:/root:/bin/sh
            daemon:*:1:1:daemon:/usr/sbin:/usr/sbin/nologin
            nobody:*:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
            """;
    private static final String GROUP = """
            root:*:0:
            daemon:*:1:
            nogroup:*:65534:
            """;
    private static final String NSSWITCH = """
            passwd: files
            group: files
            shadow: files
            gshadow: files
            hosts: files dns
            networks: files
            protocols: files
            services: files
            ethers: files
            rpc: files
            """;
    private static final String SHELLS = """
            /bin/sh
            /bin/bash
            /usr/bin/sh
            /usr/bin/bash
            """;
    private static final int FOR_GROUP = 0640;

    private final Trees trees;
    private final Layout host;
    private final Path etc;
    private final ZoneConfig config;
    private String groups = "";

    /** @param trees those of the host */
    LinuxEtc(Trees trees, ZoneConfig config) {
        this.trees = trees;
        this.host = trees.layout();
        this.etc = host.zoneRoot(config.zonepath()).resolve("etc");
        this.config = config;
    }

    /** Fills it; it is there, and empty. */
    void make() {
        Path onHost = host.resolve("etc");
        List<String> copied = AS_ON_HOST.stream()
                .filter(name -> isOneOfItsOwn(onHost.resolve(name)))
                .toList();
        if (!copied.isEmpty()) {
            trees.copy(onHost, copied, etc, Progress.SILENT);
        }
        SECRET.forEach(name -> trees.removeWithin(etc, etc.resolve(name)));
        String users = text("usr/share/base-passwd/passwd.master").orElse(PASSWD);
        groups = text("usr/share/base-passwd/group.master").orElse(GROUP);
        write("passwd", withShadow(users));
        write("group", withShadow(groups));
        write("shadow", shadow(users));
        trees.setGroupAndMode(etc.resolve("shadow"), group("shadow").orElse(0), FOR_GROUP);
        write("nsswitch.conf", NSSWITCH);
        write("shells", SHELLS);
        write("resolv.conf", "");
        text("usr/share/base-files/profile").ifPresent(profile -> write("profile", profile));
        trees.makeLink(etc.resolve("os-release"), "../usr/lib/os-release");
        new LinuxIdentity(trees, config).give();
    }

    /** The number of a group of the zone's. */
    Optional<Integer> group(String name) {
        return groups.lines()
                .map(line -> line.split(":"))
                .filter(fields -> fields.length > 2 && fields[0].equals(name) && Numbers.isDigits(fields[2]))
                .map(fields -> Integer.valueOf(fields[2]))
                .findFirst();
    }

    private static boolean isOneOfItsOwn(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** A file of the host's; empty if there is none. */
    private Optional<String> text(String inHost) {
        Path file = host.resolve(inHost);
        try {
            return RegularFile.readIfRegular(file, host).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw FileTrouble.reading(host.shown(file), e);
        }
    }

    private void write(String name, String text) {
        trees.write(etc.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same lines, with the passwords elsewhere. */
    private static String withShadow(String lines) {
        List<String> all = new ArrayList<>();
        lines.lines().forEach(line -> all.add(line.replaceFirst("^([^:]+):[^:]*:", "$1:x:")));
        return String.join("\n", all) + "\n";
    }

    /** Passwords that are none, which never get old. */
    private static String shadow(String users) {
        StringBuilder shadow = new StringBuilder();
        users.lines()
                .map(line -> line.split(":", 2)[0])
                .filter(name -> !name.isEmpty())
                .forEach(name -> shadow.append(name).append(":*::0:99999:7:::\n"));
        return shadow.toString();
    }
}
