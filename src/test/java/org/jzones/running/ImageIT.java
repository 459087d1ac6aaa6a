package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.ImageMaker;
import org.jzones.support.LinuxHost;
import org.jzones.support.TarMaker;

/** A zone made of a container image runs what the image says, as the user it says, and is a zone like others. */
class ImageIT {
    @TempDir
    Path directory = Path.of("");

    /** An image with nothing but busybox and a page: no init, and no files of a system. */
    private Path image() throws IOException {
        String busybox = Files.readString(LinuxHost.program("busybox"), StandardCharsets.ISO_8859_1);
        return new ImageMaker(directory.resolve("image"))
                .layer(new TarMaker()
                        .add('0', "bin/busybox", 0755, "", busybox)
                        .file("www/index.html", "old")
                        .file("etc/passwd", "root:x:0:0::/root:/bin/sh\nwww:x:33:34::/www:/bin/sh\n")
                        .file("etc/group", "www:x:34:\nlogs:x:35:www\n"))
                .layer(new TarMaker()
                        .hardLink("bin/sh", "bin/busybox")
                        .hardLink("bin/cat", "bin/busybox")
                        .file("www/index.html", "hello"))
                .run("""
                        "Entrypoint":["/bin/sh","-c","echo $GREETING in $PWD; exec busybox \\"$@\\"","it's"],
                        "Cmd":["httpd","-f","-p","8080"],"Env":["PATH=/bin","GREETING=good  day"],"WorkingDir":"/www",
                        "User":"www\"""")
                .layout();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crun", "runc"})
    void itRunsAsTheImageSays(String engine) throws IOException, InterruptedException {
        try (LinuxHost host = LinuxHost.at(directory.resolve("host"), engine)) {
            LinuxHost.require(host.zonecfg(
                    "-z", "www", "create -t lx; set zonepath=/zones/www; " + LinuxHost.net("10.77.0.5") + " commit"));
            LinuxHost.require(host.zoneadm("-z", "www", "install", "-a", image().toString()));
            assertEquals(
                    "", LinuxHost.require(host.zoneadm("-z", "www", "verify")).err());
            LinuxHost.require(host.zoneadm("-z", "www", "boot"));
            host.awaitConsole("www", "good day in /www");
            assertEquals(
                    "hello", LinuxHost.require(host.fetch("10.77.0.5:8080")).out());
            String status =
                    LinuxHost.require(host.inside("www", "cat /proc/1/status")).out();
            for (String line :
                    new String[] {"Uid:\t33\t33\t33\t33", "Gid:\t34\t34\t34\t34", "CapEff:\t0000000000000000"}) {
                assertTrue(status.contains(line), status);
            }
            assertTrue(status.contains("Groups:\t35") || status.contains("Groups:\t34 35"), status);
            String roots = LinuxHost.require(host.inside("www", "cat /proc/self/status"))
                    .out();
            assertTrue(!roots.contains("CapEff:\t0000000000000000"), roots);
            LinuxHost.require(host.zoneadm("-z", "www", "halt"));
            LinuxHost.require(host.zonecfg("-z", "www", "select attr name=user; set value=nobody; end; commit"));
            assertTrue(host.zoneadm("-z", "www", "boot").err().contains("attr user: the zone knows no user or group"));
        }
    }
}
