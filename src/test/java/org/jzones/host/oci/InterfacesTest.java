package org.jzones.host.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.jzones.check.NetAddress;

/** What the kernel tells of this machine's interfaces, held against what Java knows of them. */
class InterfacesTest {
    @Test
    void theLoopbackIsThere() {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/net/dev")), "SKIPPED: there is no /proc here");
        assertTrue(Interfaces.all().contains("lo"), Interfaces.all().toString());
    }

    @Test
    void addressesAreThoseThatJavaSees() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/net/fib_trie")), "SKIPPED: there is no /proc here");
        List<String> java = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(InetAddress::getHostAddress)
                .map(text -> canonical(text.replaceFirst("%.*", "")))
                .sorted()
                .toList();
        List<String> ours = Interfaces.addresses().stream()
                .map(InterfacesTest::canonical)
                .sorted()
                .toList();
        assertEquals(java, ours);
    }

    private static String canonical(String address) {
        return NetAddress.parse(address).orElseThrow().host();
    }
}
