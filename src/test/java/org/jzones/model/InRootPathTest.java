package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths documents hold (spec 2.4). */
class InRootPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/a", "/export/zones/my zone", "/.a", "/a..", "/...", "/ä/:\"'"})
    void aPathIsAbsolute(String text) {
        assertEquals(text, new InRootPath(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'', PATH_NOT_ABSOLUTE",
        "a, PATH_NOT_ABSOLUTE",
        "./a, PATH_NOT_ABSOLUTE",
        "/, PATH_IS_ROOT",
        "//, PATH_COMPONENT",
        "/a/, PATH_COMPONENT",
        "/a//b, PATH_COMPONENT",
        "/., PATH_COMPONENT",
        "/a/./b, PATH_COMPONENT",
        "/.., PATH_COMPONENT",
        "/a/../b, PATH_COMPONENT",
        "/a/.., PATH_COMPONENT",
        "'/a\u0001', PATH_CONTROL"
    })
    void anythingElseHasAFlaw(String text, Message flaw) {
        assertEquals(Optional.of(flaw), InRootPath.flaw(text));
        assertEquals(false, InRootPath.isWellFormed(text));
        assertThrows(IllegalArgumentException.class, () -> new InRootPath(text));
    }

    @Test
    void aPathHas1023BytesAtMost() {
        String longest = "/" + "ä".repeat(511);
        assertEquals(true, InRootPath.isWellFormed(longest));
        assertEquals(Optional.of(Message.PATH_TOO_LONG), InRootPath.flaw(longest + "a"));
        assertEquals(true, InRootPath.isShortEnough("a".repeat(1023)));
        assertEquals(false, InRootPath.isShortEnough("a".repeat(1024)));
    }

    @ParameterizedTest
    @CsvSource({"/usr, /usr, true", "/usr/lib, /usr, true", "/usr, /usr/lib, false", "/usrlocal, /usr, false"})
    void aPathIsAtOrBelowAnother(String path, String other, boolean is) {
        assertEquals(is, new InRootPath(path).isAtOrBelow(new InRootPath(other)));
    }

    @ParameterizedTest
    @CsvSource({"/a/b/c, /a/b", "/a/b, /a", "/a, "})
    void onlyAPathBelowAnotherHasAParent(String path, String parent) {
        assertEquals(Optional.ofNullable(parent).map(InRootPath::new), new InRootPath(path).parent());
    }
}
