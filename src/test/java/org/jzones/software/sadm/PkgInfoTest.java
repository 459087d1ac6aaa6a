package org.jzones.software.sadm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.jzones.model.HostPackage;
import org.jzones.model.Patch;

/** pkginfo files, rule by rule (pkginfo(4), spec 4.1). */
class PkgInfoTest {
    private static HostPackage parse(String text) {
        return PkgInfo.parse("SUNWfoo.2", text.getBytes(StandardCharsets.ISO_8859_1), new KnownPatches());
    }

    private static String version(String text) {
        return parse(text).version();
    }

    @Test
    void theNameIsTheDirectorysNotThatOfPkg() {
        assertEquals("SUNWfoo.2", parse("PKG=SUNWfoo\nNAME=Foo\n").name());
    }

    @Test
    void keysStandInAnyOrder() {
        HostPackage pkg =
                parse("SUNW_PKG_HOLLOW=true\nZZ=1\nVERSION=1.0\nSUNW_PKG_THISZONE=true\nSUNW_PKG_ALLZONES=true\n");
        assertEquals("1.0", pkg.version());
        assertTrue(pkg.allZones() && pkg.thisZone() && pkg.hollow());
    }

    @Test
    void aMissingVersionIsEmptyAndAMissingFlagFalse() {
        assertEquals(new HostPackage("SUNWfoo.2", "", false, false, false, List.of()), parse(""));
        assertEquals(parse(""), parse("VERSION=\nSUNW_PKG_ALLZONES=\nPATCHLIST=\n"));
    }

    @Test
    void flagsAreTrueInAnyCaseOfLettersAndFalseForAllElse() {
        for (String yes : List.of("true", "TRUE", "True", "\"true\"", "'tRuE'", " true \r")) {
            assertTrue(parse("SUNW_PKG_ALLZONES=" + yes + "\n").allZones(), yes);
        }
        for (String no : List.of("yes", "1", "truee", "t rue", "", "\"true'", "false")) {
            assertFalse(parse("SUNW_PKG_ALLZONES=" + no + "\n").allZones(), no);
        }
    }

    @Test
    void blanksAfterTheEqualsSignAndWhiteSpaceAtTheEndAreDropped() {
        assertEquals("1.0 b", version("VERSION= \t 1.0 b \t\r\n"));
    }

    @Test
    void onePairOfMatchingQuotesIsDropped() {
        assertEquals("1.0", version("VERSION=\"1.0\"\n"));
        assertEquals("1.0", version("VERSION='1.0'\n"));
        assertEquals("\"1.0\"", version("VERSION='\"1.0\"'\n"));
        assertEquals("\"1.0'", version("VERSION=\"1.0'\n"));
        assertEquals("\"", version("VERSION=\"\n"));
        assertEquals("", version("VERSION=\"\"\n"));
        assertEquals(" 1 ", version("VERSION=\" 1 \"\n"));
    }

    @Test
    void aBackslashAtTheLinesEndContinuesTheValue() {
        assertEquals("1.02", version("VERSION=1.0\\\n2\n"));
        assertEquals("1.02", version("VERSION=1.0\\\r\n2\r\n"));
        assertEquals("123", version("VERSION=1\\\n2\\\n3"));
        assertEquals("1", version("DESC=a \\\nVERSION=2\nVERSION=1\n"));
        assertEquals("1\\", version("VERSION=1\\"));
        assertEquals(
                List.of("1-01", "2-02"),
                parse("PATCHLIST=1-01 \\\n2-02\n").patches().stream()
                        .map(Patch::id)
                        .toList());
    }

    @Test
    void commentsAreIgnoredAndDoNotGoOn() {
        assertEquals("1", version("#VERSION=2\n# text \\\nVERSION=1\n"));
    }

    @Test
    void theFirstOccurrenceOfAKeyWins() {
        assertEquals("1", version("VERSION=1\nVERSION=2\n"));
        assertEquals("", version("VERSION=\nVERSION=2\n"));
    }

    @Test
    void keysMatchExactlyAtTheLinesStart() {
        assertEquals(
                "1", version("SUNW_PKGVERS=2\nXVERSION=3\n VERSION=4\nVERSIONS=5\nVERSION =6\nversion=7\nVERSION=1\n"));
        assertEquals("", version("VERSION\n"));
    }

    @Test
    void theLastLineMayLackItsNewline() {
        assertEquals("1", version("NAME=x\nVERSION=1"));
    }

    @Test
    void bytesAreIso88591() {
        assertEquals(
                "\u00E4\u00FF\u0080", version("VERSION=\u00E4\u00FF\u0080\n").replace('\uFFFD', '\u0080'));
    }

    @Test
    void noByteIsAnErrorAndXmlCanHoldWhatIsRead() {
        for (long seed = 1; seed <= 2000; seed++) {
            Random random = new Random(seed);
            byte[] rubbish = new byte[random.nextInt(300)];
            for (int i = 0; i < rubbish.length; i++) {
                rubbish[i] = (byte)
                        (random.nextInt(3) == 0 ? "\n\\=\r\t \"'".charAt(random.nextInt(8)) : random.nextInt(256));
            }
            String head = "VERSION=" + (char) random.nextInt(256);
            byte[] bytes = (head + new String(rubbish, StandardCharsets.ISO_8859_1) + "\nPATCHLIST=1-1 "
                            + (char) random.nextInt(256))
                    .getBytes(StandardCharsets.ISO_8859_1);
            HostPackage pkg = PkgInfo.parse("x", bytes, new KnownPatches());
            assertTrue(isXml(pkg.version()), "seed " + seed + ": " + pkg);
            pkg.patches().forEach(patch -> assertTrue(isXml(patch.id()), pkg.toString()));
        }
    }

    private static boolean isXml(String text) {
        return text.chars().allMatch(c -> c >= ' ' || c == '\t');
    }

    @Test
    void patchlistIsTheAuthority() {
        HostPackage pkg = parse("PATCHLIST=118833-17 \t118833-36 T122661-03 IDR125035-01 118833-17 118844\n"
                + "PATCH_INFO_999999-01=Installed: Mon From: host Obsoletes: Requires: Incompatibles:\n"
                + "PATCH_INFO_118833-17=Installed: Mon Jan 1 10:00:00 2007 From: host Obsoletes: 1-1 2-2 Requires: 3-3 Incompatibles: 4-4\n"
                + "PATCH_INFO_118833-36=backed out\n"
                + "PATCH_INFO_T122661-03=Installed: From: Obsoletes: Requires: Incompatibles:\n");
        assertEquals(
                List.of(
                        new Patch("118833-17", List.of("1-1", "2-2"), List.of("4-4")),
                        new Patch("118833-36", List.of(), List.of()),
                        new Patch("T122661-03", List.of(), List.of()),
                        new Patch("IDR125035-01", List.of(), List.of()),
                        new Patch("118844", List.of(), List.of())),
                pkg.patches());
        assertEquals("T122661", pkg.patches().get(2).base());
        assertEquals("03", pkg.patches().get(2).revision());
        assertEquals("118844", pkg.patches().get(4).base());
        assertEquals("", pkg.patches().get(4).revision());
    }

    @Test
    void whatOtherPackagesRepeatMeansWhatItMeansAlone() {
        KnownPatches repeated = new KnownPatches();
        List<String> ids = List.of("1-01", "1-02", "T2-01", "1");
        List<String> values = List.of(
                "Obsoletes: 1-01 Incompatibles: 3-3",
                "Obsoletes: 1-01 Incompatibles: 3-3 ",
                "\"Obsoletes: 1-01",
                "\"Obsoletes: 1-01\"",
                "Obsoletes: 1-01 \\\n2-02",
                "Obsoletes: 1-01 \\",
                "backed out\r",
                "");
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("PATCHLIST=1-01 T2-01 1-02 1 9-9\n");
            for (int i = 0; i < 5; i++) {
                text.append("PATCH_INFO_").append(ids.get(random.nextInt(ids.size())));
                text.append('=')
                        .append(values.get(random.nextInt(values.size())))
                        .append('\n');
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            assertEquals(
                    PkgInfo.parse("x", bytes, new KnownPatches()),
                    PkgInfo.parse("x", bytes, repeated),
                    "seed " + seed + ": " + text);
        }
    }

    @Test
    void aFileOfAnyBytesMeansWhatItMeansToASlowReader() {
        KnownPatches repeated = new KnownPatches();
        byte[] buffer = new byte[4096];
        List<String> pieces = List.of(
                "VERSION=",
                "SUNW_PKG_ALLZONES=",
                "SUNW_PKG_THISZONE=",
                "SUNW_PKG_HOLLOW=",
                "SUNW_PKG_",
                "PATCHLIST=",
                "PATCH_INFO_",
                "PATCH_INFO_1-01=",
                "1-01",
                "1-02",
                "a\u0001",
                "a\u0002",
                "Obsoletes:",
                "Incompatibles:",
                "true",
                "TRUE",
                "\n",
                "\n",
                "\n",
                "\r\n",
                "\\\n",
                "\\\r\n",
                "\\",
                "\r",
                " ",
                " ",
                "\t",
                "=",
                "\"",
                "'",
                "#",
                "\u000b",
                "\u00e4",
                "\u0000",
                "\nPATCH_INFO_1-01=Obsoletes: 1-02",
                "\nPATCH_INFO_1-02=Incompatibles: 1-01",
                "\nPATCH_INFO_a\u0002=Obsoletes: ",
                "NAME=x\n",
                "PKG=y\n");
        for (long seed = 1; seed <= 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "PATCHLIST=1-01 1-02 a\u0001 1-01\n" : "");
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            random.nextBytes(buffer); // what another package has left there
            System.arraycopy(bytes, 0, buffer, 0, bytes.length);
            assertEquals(
                    SlowPkgInfo.parse("x", text.toString()),
                    PkgInfo.parse("x", buffer, bytes.length, repeated),
                    "seed " + seed + ": " + text);
        }
    }

    @Test
    void morePatchesThanSlotsAreKept() {
        KnownPatches known = new KnownPatches();
        List<KnownPatch> patches = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            patches.add(at(known, "-" + i));
        }
        for (int i = 0; i < 5000; i++) {
            assertEquals("-" + i, patches.get(i).id());
            assertSame(patches.get(i), at(known, "-" + i));
        }
    }

    @Test
    void idsOfTheSameTextAreTheSamePatch() {
        KnownPatches known = new KnownPatches();
        assertSame(at(known, "a\u0001"), at(known, "a\u0002"));
        assertNotSame(at(known, "a\u0001"), at(known, "b\u0001"));
    }

    private static KnownPatch at(KnownPatches known, String id) {
        byte[] bytes = id.getBytes(StandardCharsets.ISO_8859_1);
        int hash = 0;
        for (byte b : bytes) {
            hash = NameTable.hash(hash, b);
        }
        return known.at(bytes, 0, bytes.length, hash);
    }
}
