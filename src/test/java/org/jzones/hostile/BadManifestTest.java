package org.jzones.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Refusal;
import org.jzones.support.TestHost;

/** attach, attach -n and create -a with a manifest that is none (spec 1.2, 3.5). */
class BadManifestTest {
    private static final String MANIFEST = "/export/zones/z/SUNWdetached.xml";

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void detachZone() {
        host = TestHost.example(directory.resolve("host"), "host1");
        host.detached("z", "create");
    }

    /** The manifest is refused by attach and by create -a; it is where a user's file would be for attach -n, too. */
    private void refused(String... told) {
        List<String> all = new java.util.ArrayList<>(List.of(told));
        all.add(MANIFEST);
        String[] texts = all.toArray(String[]::new);
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach"), texts);
        Refusal.of(host, () -> host.zonecfg("-z", "new", "create", "-a", "/export/zones/z"), texts);
    }

    private void dryRunRefused(String... told) {
        Refusal.of(host, () -> host.zoneadm("attach", "-n", host.at(MANIFEST).toString()), told);
    }

    @Test
    void none() throws IOException {
        Files.delete(host.at(MANIFEST));
        Refusal.of(
                host,
                () -> host.zonecfg("-z", "new", "create", "-a", "/export/zones/z"),
                "/export/zones/z holds no SUNWdetached.xml");
    }

    @Test
    void cutOffAnywhere() {
        String whole = host.read(MANIFEST);
        for (int length : new int[] {1, 10, 22, 60, 150, whole.length() / 3, whole.length() / 2, whole.length() - 3}) {
            host.write(MANIFEST, whole.substring(0, length));
            refused("line ");
            dryRunRefused("line ");
        }
    }

    @Test
    void empty() {
        host.write(MANIFEST, "");
        refused("line 1");
        dryRunRefused("line 1");
    }

    @Test
    void binary() {
        for (int seed = 0; seed < 20; seed++) {
            byte[] rubbish = new byte[5000];
            new Random(seed).nextBytes(rubbish);
            host.write(MANIFEST, rubbish);
            refused("line 1");
            dryRunRefused("line 1");
        }
    }

    @Test
    void inAnEncodingThatDoesNotExist() {
        host.write(MANIFEST, host.read(MANIFEST).replace("version=\"1.0\"?>", "version=\"1.0\" encoding=\"x-none\"?>"));
        refused("line 1", "x-none");
        dryRunRefused("line 1", "x-none");
    }

    @Test
    void of200Megabytes() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(host.at(MANIFEST).toFile(), "rw")) {
            file.setLength(200L << 20);
        }
        refused("is larger than 64 MB");
    }

    @Test
    void ofAWellFormedDocumentOf200Megabytes() throws IOException {
        String head = host.read(MANIFEST).replaceFirst("(?s)</zone>\\s*$", "");
        try (RandomAccessFile file = new RandomAccessFile(host.at(MANIFEST).toFile(), "rw")) {
            file.setLength(0);
            file.write(head.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            byte[] blanks = new byte[1 << 20];
            java.util.Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 80; i++) {
                file.write(blanks);
            }
        }
        refused("is larger than 64 MB");
        dryRunRefused("is larger than 64 MB");
    }

    @Test
    void withAnotherRootElement() {
        host.write(MANIFEST, "<?xml version=\"1.0\"?>\n<service_bundle type=\"manifest\" name=\"x\"/>\n");
        refused("line 2", "<service_bundle>");
        dryRunRefused("line 2", "<service_bundle>");
    }

    @Test
    void withoutAnAttributeOrWithAnImpossibleOne() {
        String good = host.read(MANIFEST);
        host.write(MANIFEST, good.replaceFirst("<package name=\"[^\"]*\" ", "<package "));
        refused("<package>", "lacks", "name", "line ");
        host.write(MANIFEST, good.replaceFirst("autoboot=\"false\"", "autoboot=\"maybe\""));
        refused("autoboot", "maybe", "line ");
    }

    @Test
    void withWhatIsNotKnownItIsNotBad() {
        String unknown = "<firewall-port number=\"1\"/>";
        host.write(
                MANIFEST,
                host.read(MANIFEST)
                        .replaceFirst("<package ", unknown + "\n  <package colour=\"red\" ")
                        .replaceFirst("autoboot=", "shape=\"round\" autoboot="));
        host.require(host.zoneadm("attach", "-n", host.at(MANIFEST).toString()));
        host.require(host.zoneadm("-z", "z", "attach", "--dry-run"));
        host.require(host.zonecfg("-z", "new", "create", "-a", "/export/zones/z"));
        String copy = host.read("/etc/zones/new.xml");
        assertTrue(copy.contains(unknown) && copy.contains("shape=\"round\"") && !copy.contains("red"), copy);
    }

    @Test
    void withEntitiesFromAFile() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "tank");
        withDocumentType("[<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]", "&x;");
        withDocumentType("[<!ENTITY % p SYSTEM \"" + secret.toUri() + "\"> %p;]", "");
    }

    @Test
    void withThingsFromTheNetwork() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            withDocumentType("[<!ENTITY x SYSTEM \"" + url + "\">]", "&x;");
            withDocumentType("[<!ENTITY % p SYSTEM \"" + url + "\"> %p;]", "");
            withDocumentType("SYSTEM \"" + url + "\"", "");
            withDocumentType("SYSTEM \"" + url + "\" [<!ENTITY x \"y\">]", "&x;");
            withDocumentType("PUBLIC \"-//Sun Microsystems Inc//DTD Zones//EN\" \"" + url + "\"", "");
            assertEquals(0, asked.get(), "something was fetched");
        } finally {
            server.stop(0);
        }
    }

    /** The manifest with another document type and this pool. */
    private void withDocumentType(String type, String pool) {
        String good = host.read(MANIFEST);
        String bad = good.replaceFirst(
                        "<!DOCTYPE[^>]*>", java.util.regex.Matcher.quoteReplacement("<!DOCTYPE zone " + type + ">"))
                .replaceFirst("autoboot=", java.util.regex.Matcher.quoteReplacement("pool=\"" + pool + "\" autoboot="));
        host.write(MANIFEST, bad);
        refused("line ", "DOCTYPE");
        dryRunRefused("line ", "DOCTYPE");
        host.write(MANIFEST, good);
    }

    @Test
    void withAnEntityNobodyDeclared() {
        String good = host.read(MANIFEST);
        host.write(MANIFEST, good.replaceFirst("autoboot=", "pool=\"&x;\" autoboot="));
        refused("line ");
        host.write(MANIFEST, good.replaceFirst("<package ", "&x;<package "));
        refused("line ", "entity");
    }

    @Test
    @Timeout(60)
    void withAnEntityBomb() {
        StringBuilder bomb = new StringBuilder("[<!ENTITY a0 \"zone\">\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a").append(i).append(" \"");
            bomb.append(("&a" + (i - 1) + ";").repeat(10)).append("\">\n");
        }
        withDocumentType(bomb + "]", "&a29;");
    }

    @Test
    @Timeout(60)
    void withElementsNestedDeeply() {
        host.write(MANIFEST, host.read(MANIFEST).replaceFirst("<package ", "<patch id=\"1\">".repeat(200_000)));
        refused("line ");
    }

    @Test
    void thatIsASymbolicLink() throws IOException {
        Files.move(host.at(MANIFEST), host.at("/export/elsewhere.xml"));
        Files.createSymbolicLink(host.at(MANIFEST), Path.of("../../elsewhere.xml"));
        refused("symbolic link");
        Files.delete(host.at(MANIFEST));
        Files.createSymbolicLink(host.at(MANIFEST), Path.of("nowhere"));
        refused("symbolic link");
    }

    @Test
    void thatIsADirectory() throws IOException {
        Files.delete(host.at(MANIFEST));
        host.makeDirectory(MANIFEST);
        refused("is a directory");
        dryRunRefused(MANIFEST, "is a directory");
    }

    @Test
    @Timeout(60)
    void thatIsAPipe() throws IOException, InterruptedException {
        Files.delete(host.at(MANIFEST));
        int status;
        try {
            status = new ProcessBuilder("mkfifo", host.at(MANIFEST).toString())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            status = -1;
        }
        Assumptions.assumeTrue(status == 0, "there is no mkfifo here");
        refused("not a regular file");
    }

    @Test
    void detachDoesNotWriteOverADirectory() {
        host.installed("w", "create");
        host.makeDirectory("/export/zones/w/SUNWdetached.xml");
        Refusal.of(
                host,
                () -> host.zoneadm("-z", "w", "detach"),
                "/export/zones/w/SUNWdetached.xml",
                "cannot be written",
                "a directory");
    }
}
