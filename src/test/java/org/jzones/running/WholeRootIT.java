package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.DebianTree;
import org.jzones.support.LinuxHost;
import org.jzones.support.Program;
import org.jzones.support.Pty;
import org.jzones.support.TestHost.Result;

/** A zone that is a Debian of its own: installed from a tree of debootstrap, with users, packages and a first program. */
class WholeRootIT {
    @TempDir
    static Path shared = Path.of("");

    @TempDir
    Path directory = Path.of("");

    @BeforeAll
    static void aTreeOfDebootstrap() {
        LinuxHost.assumeZonesRun("crun");
        DebianTree.at(shared.resolve("tree"));
    }

    private LinuxHost host(String engine) {
        LinuxHost host = LinuxHost.at(directory.resolve("host"), engine);
        LinuxHost.require(host.zonecfg("-z", "deb", """
                create -t lx; set zonepath=/zones/deb;
                add attr; set name=init; set type=string; set value="sleep 1000000"; end; commit
                """.replace("\n", " ")));
        LinuxHost.require(host.zoneadm(
                "-z", "deb", "install", "-d", shared.resolve("tree").toString()));
        return host;
    }

    private static String inside(LinuxHost host, String script) {
        return LinuxHost.require(host.inside("deb", script)).out().strip();
    }

    private static Result as(LinuxHost host, String user, String script) {
        return LinuxHost.run(host.ours("zlogin", "-l", user, "deb", script).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void aDebianWithUsersPackagesAndAFirstProgram(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = host(engine)) {
            String before = host.traces();
            LinuxHost.require(host.zoneadm("-z", "deb", "boot"));
            users(host);
            packages(host);
            LinuxHost.require(host.zoneadm("-z", "deb", "halt"));
            firstProgram(host);
            assertEquals(before, host.traces());
        }
    }

    private static void users(LinuxHost host) throws IOException, InterruptedException {
        assertEquals("bash root /root", inside(host, "echo ${BASH_VERSION:+bash} $(id -un) $PWD"));
        inside(host, "for user in ann bob cid; do useradd -m -s /bin/bash $user; done; echo bob:secret | chpasswd");
        for (String user : new String[] {"ann", "bob", "cid"}) {
            assertEquals(
                    user + " " + user + " /home/" + user + "\n",
                    LinuxHost.require(as(host, user, "echo $(id -un) $(id -gn) $PWD"))
                            .out());
            assertEquals(user, inside(host, "su - " + user + " -c 'id -un'"));
        }
        assertTrue(as(host, "ann", "cat /etc/shadow").err().contains("Permission denied"));
        assertTrue(as(host, "ann", "ls /home/bob; echo x > /home/bob/x").err().contains("Permission denied"));
        try (Pty pty = Pty.start(
                host.root(),
                Map.of("ZONES_JAVA_HOME", String.valueOf(System.getProperty("java.home"))),
                host.ours("zlogin", "-l", "ann", "deb").toArray(String[]::new))) {
            pty.answer("ann@deb:~$ ", "shopt login_shell");
            pty.await("on\n");
            pty.answer("ann@deb:~$ ", "su bob");
            pty.answer("Password: ", "secret");
            pty.answer("bob@deb:/home/ann$ ", "exit");
            pty.answer("ann@deb:~$ ", "exit 3");
            assertEquals(3, pty.status());
        }
    }

    /** Everything that installing does, but for the way from a mirror. */
    private static void packages(LinuxHost host) {
        assertTrue(inside(host, "apt-get --version").startsWith("apt "));
        inside(host, """
                mkdir -p /root/own/DEBIAN /root/own/usr/bin
                printf '#!/bin/sh\\necho greetings\\n' > /root/own/usr/bin/greet
                chmod 755 /root/own/usr/bin/greet
                printf 'Package: greet\\nVersion: 1\\nArchitecture: all\\nMaintainer: n\\nDescription: d\\n' \\
                    > /root/own/DEBIAN/control
                printf '#!/bin/sh\\nuseradd -r greeter\\n' > /root/own/DEBIAN/postinst
                chmod 755 /root/own/DEBIAN/postinst
                dpkg-deb -b /root/own /root/greet.deb
                """);
        inside(host, "DEBIAN_FRONTEND=noninteractive apt-get -y install /root/greet.deb");
        assertEquals("greetings", inside(host, "greet"));
        assertTrue(inside(host, "getent passwd greeter").startsWith("greeter:"));
        inside(host, "DEBIAN_FRONTEND=noninteractive apt-get -y remove greet; ! command -v greet");
        assertEquals("", inside(host, "dpkg --audit"));
    }

    private static void firstProgram(LinuxHost host) throws IOException, InterruptedException {
        Path script = host.in("deb", "/sbin/first");
        Files.writeString(script, """
                #!/bin/bash
                trap 'echo bye > /var/bye; kill %1; exit 7' TERM
                echo up
                sleep 1000000 & wait
                """);
        Program.sh("chmod 755 \"$1\"", script);
        LinuxHost.require(host.zonecfg("-z", "deb", "select attr name=init; set value=/sbin/first; end; commit"));
        LinuxHost.require(host.zoneadm("-z", "deb", "boot"));
        host.awaitConsole("deb", "up");
        assertEquals(new Result(0, "", ""), host.zoneadm("-z", "deb", "shutdown"));
        assertEquals("installed", host.state("deb"));
        assertEquals("bye\n", Files.readString(host.in("deb", "/var/bye")));
        String json = host.zoneadm("-z", "deb", "list", "--json").out();
        assertTrue(json.contains("\"status\" : 7"), json);
    }
}
