package org.jzones.software.sadm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** depend(4), of which only what a package needs is read. */
class DependFileTest {
    private static List<String> parse(String text) {
        return DependFile.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatIsNeededIsNamedInTheOrderOfTheFileOnce() {
        assertEquals(List.of("SUNWcsr", "SUNWa"), parse("P SUNWcsr Core, (Root)\nP\tSUNWa\t\tA\nP SUNWcsr again\n"));
        assertEquals(List.of("SUNWa"), parse("P SUNWa"));
    }

    @Test
    void incompatiblePackagesAndReverseDependenciesAreNotNeeded() {
        assertEquals(List.of("SUNWa"), parse("I SUNWold Old\nR SUNWuser User\nP SUNWa A\nPP SUNWb B\np SUNWc C\n"));
    }

    @Test
    void commentsBlankLinesAndVersionsAreNot() {
        assertEquals(
                List.of("SUNWa", "SUNWb"),
                parse(
                        "# P SUNWx\n#P SUNWx\n\nP SUNWa A\n\t(sparc)11.10.0\n   (i386) P\n P SUNWx X\nP SUNWb B\nP\nP \n"));
    }

    @Test
    void anyLineEndAndByteWillDo() {
        assertEquals(List.of("SUNWa", "SUNW\u00e9"), parse("P SUNWa Caf\u00e9\r\nP SUNW\u00e9 x\r\n\u0000\u00ff"));
        byte[] rubbish = new byte[1 << 16];
        new Random(1).nextBytes(rubbish);
        DependFile.parse(rubbish).forEach(name -> assertEquals(-1, name.indexOf(' ')));
        assertEquals(List.of(), parse(""));
    }
}
