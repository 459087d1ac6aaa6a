package org.jzones.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jzones.host.TreeListing.Compared;

/** Lists of files of two machines, compared as they come. */
class TreeListingTest {
    private static Compared compare(String here, String there) throws IOException {
        return TreeListing.compare(
                new ByteArrayInputStream(here.replace('|', '\0').getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(there.replace('|', '\0').getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsTheSameIsCounted() throws IOException {
        String list = "d 755 0 0 1 ./a|f 644 0 0 5 1 ./a b|f 644 0 0 7 1 ./b\nc|~end|";
        assertEquals(new Compared(true, true, Optional.empty(), Optional.empty(), 2, 12), compare(list, list));
        String counts = "bytes 12|directories 1|files 2|links 0|~end|";
        assertEquals(new Compared(true, true, Optional.empty(), Optional.empty(), 2, 12), compare(counts, counts));
    }

    @Test
    void theFirstRecordThatOneSideLacksIsTold() throws IOException {
        assertEquals(Optional.of("b"), compare("a|b|c|~end|", "a|c|~end|").difference());
        assertEquals(Optional.of("b"), compare("a|c|~end|", "a|b|c|~end|").difference());
        assertEquals(Optional.of("c"), compare("a|c|~end|", "a|~end|").difference());
        assertEquals(
                Optional.of("h\u00f6hle"), compare("~end|", "h\u00f6hle|~end|").difference());
    }

    @Test
    void whatOnlyTheFirstSideHasIsToldApart() throws IOException {
        assertEquals(Optional.empty(), compare("a|c|~end|", "a|b|c|~end|").onlyHere());
        assertEquals(Optional.of("c"), compare("a|c|~end|", "a|b|~end|").onlyHere());
    }

    @Test
    void aListThatDoesNotEndIsNotWholeHoweverFarItAgrees() throws IOException {
        for (String cut : new String[] {"", "a|", "a|b|~en", "a|b|~end", "b|"}) {
            Compared compared = compare("a|b|~end|", cut);
            assertTrue(compared.isWholeHere(), cut);
            assertFalse(compared.isWholeThere(), cut);
            assertFalse(compare(cut, "a|b|~end|").isWholeHere(), cut);
        }
    }

    @Test
    void recordsMayBeLongerThanAnyBuffer() throws IOException {
        String list = "f 644 0 0 1 1 ./" + "x".repeat(200_000) + "|~end|";
        assertEquals(new Compared(true, true, Optional.empty(), Optional.empty(), 1, 1), compare(list, list));
        assertTrue(compare(list, list.replace("x|", "y|")).difference().isPresent());
    }
}
