package org.jzones.example;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The software levels of the example hosts: a common base, and what the two hosts of the proposal's example (PSARC
 * 2006/030) have besides it.
 */
enum ExampleLevel {
    HOST1,
    HOST2;

    private static final String BUILD = "11.10.0,REV=2005.01.21.15.53";

    /** The level of this name, {@code host1} or {@code host2}. */
    static Optional<ExampleLevel> of(String word) {
        for (ExampleLevel level : values()) {
            if (level.word().equals(word)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    ExampleLevel other() {
        return this == HOST1 ? HOST2 : HOST1;
    }

    /** The packages of this level, by name. */
    List<ExamplePackage> packages() {
        List<ExamplePackage> packages = new ArrayList<>(base());
        packages.addAll(this == HOST1 ? first() : second());
        packages.sort(Comparator.comparing(ExamplePackage::name));
        return packages;
    }

    private List<ExamplePackage> base() {
        return List.of(
                pkg(
                        "SUNWcsr",
                        BUILD,
                        "Core Solaris, (Root)",
                        "all",
                        List.of(
                                "s /bin=./usr/bin",
                                "d /dev",
                                "d /etc",
                                "d /etc/init.d",
                                "f /etc/init.d/README",
                                "e /etc/inittab",
                                "e /etc/passwd",
                                "e /etc/shadow",
                                "f /etc/TIMEZONE.example",
                                "d /export",
                                "d /lib",
                                "d /lib/svc",
                                "d /sbin",
                                "f /sbin/init",
                                "d /usr",
                                "d /var",
                                "d /var/adm",
                                "v /var/adm/messages",
                                "d /var/tmp"),
                        "118833-17",
                        "119254-27",
                        this == HOST1 ? "118344-06" : "116299-11"),
                pkg(
                        "SUNWcsu",
                        BUILD,
                        "Core Solaris, (Usr)",
                        "all",
                        List.of(
                                "d /usr",
                                "d /usr/bin",
                                "f /usr/bin/cat",
                                "f /usr/bin/ls",
                                "f /usr/bin/sh",
                                "d /usr/lib",
                                "d /usr/sbin",
                                "f /usr/sbin/zoneadm",
                                "f /usr/sbin/zonecfg"),
                        "118833-17",
                        this == HOST1 ? "118844-26" : "118668-03"),
                pkg(
                        "SUNWcsl",
                        BUILD,
                        "Core Solaris, (Shared Libs)",
                        "all",
                        List.of(
                                "d /lib",
                                "f /lib/libc.so.1",
                                "s /lib/libc.so=libc.so.1",
                                "d /usr/lib",
                                "s /usr/lib/libc.so.1=../../lib/libc.so.1"),
                        "118833-17",
                        this == HOST1 ? "120081-02" : "118669-03"),
                pkg(
                        "SUNWckr",
                        BUILD,
                        "Core Solaris Kernel (Root)",
                        "all,hollow",
                        List.of("d /kernel", "f /kernel/genunix", "d /platform")),
                pkg("SUNWkvm", BUILD, "Core Architecture, (Kvm)", "this", List.of("d /platform", "d /usr/platform")),
                pkg(
                        "SUNWman",
                        "41.0,REV=31",
                        "On-Line Manual Pages",
                        "",
                        List.of("d /usr", "d /usr/share", "d /usr/share/man", "f /usr/share/man/zones.5")),
                pkg(
                        "SUNWbash",
                        "11.10.0,REV=2005.01.08.05.16",
                        "GNU Bourne-Again shell (bash)",
                        "",
                        List.of("d /usr", "d /usr/bin", "f /usr/bin/bash")),
                pkg(
                        "SUNWsshcu",
                        BUILD,
                        "SSH Common, (Usr)",
                        "all",
                        List.of("d /usr", "d /usr/bin", "f /usr/bin/ssh-keygen"),
                        "119254-27"),
                pkg(
                        "SUNWsshdr",
                        BUILD,
                        "SSH Server, (Root)",
                        "all",
                        List.of("d /etc", "d /etc/ssh", "e /etc/ssh/sshd_config")),
                pkg("SUNWzoner", BUILD, "Solaris Zones (Root)", "all,hollow", List.of("d /etc", "d /etc/zones")),
                pkg(
                        "SUNWzoneu",
                        BUILD,
                        "Solaris Zones (Usr)",
                        "all,hollow",
                        List.of("d /usr", "d /usr/lib", "d /usr/lib/brand", "d /usr/lib/brand/native")),
                pkg(
                        "EXMPlocal",
                        "1.0",
                        "What this site adds to its hosts",
                        "",
                        List.of("d /opt", "d /opt/EXMPlocal", "f /opt/EXMPlocal/README")));
    }

    private static List<ExamplePackage> first() {
        return List.of(
                pkg("NCRos86r", "11.10.0,REV=2005.01.17.23.31", "NCR Platform Support", "all", List.of("d /platform")),
                pkg("SUNWaudf", "11.11,REV=2005.12.13.01.06", "Audio Drivers", "all", List.of("d /usr/share/audio")),
                gnome("2.6.0,REV=101.0.3.2005.12.06.20.27"),
                pkg(
                        "SUNWradpu320",
                        "11.10.0,REV=2005.01.21.16.34",
                        "Ultra320 SCSI Driver",
                        "all",
                        List.of("d /platform")),
                pkg("SUNWudaplr", "11.11,REV=2005.12.13.01.06", "Direct Access Transport", "all", List.of("d /etc")));
    }

    private static List<ExamplePackage> second() {
        return List.of(
                pkg("SUNWaudf", "11.11,REV=2006.01.03.00.45", "Audio Drivers", "all", List.of("d /usr/share/audio")),
                gnome("2.6.0,REV=101.0.3.2005.12.19.21.22"),
                pkg("SUNWsmcmd", "1.0,REV=2005.12.14.01.53", "Management Commands", "", List.of("d /usr/sadm")),
                pkg("SUNWudaplr", "11.11,REV=2006.01.03.00.45", "Direct Access Transport", "all", List.of("d /etc")),
                pkg("SUNWukspfw", "11.11,REV=2006.01.03.00.45", "Keyspan Firmware", "all", List.of("d /kernel")));
    }

    private static ExamplePackage gnome(String version) {
        return pkg(
                "SUNWgnome-libs",
                version,
                "GNOME platform libraries",
                "",
                List.of("d /usr", "d /usr/lib", "f /usr/lib/libgnome-2.so.0"));
    }

    private static ExamplePackage pkg(
            String name, String version, String title, String zones, List<String> entries, String... patches) {
        return new ExamplePackage(name, version, title, zones, entries, List.of(patches));
    }
}
