package org.jzones.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which known word a mistyped one was probably meant to be. */
public final class Closest {
    private static final int MOST_TYPOS = 2;

    private Closest() {}

    /** The known word that is at most two typos away, if any is; case counts for nothing. */
    public static Optional<String> to(String typed, Collection<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance(MOST_TYPOS);
        String lower = typed.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(word -> within(distance.apply(lower, word), word))
                .min(Comparator.comparing((String word) -> distance.apply(lower, word))
                        .thenComparing(word -> word));
    }

    /** {@code did you mean 'WORD'?} with a blank behind it, or nothing: the beginning of an advice. */
    public static String question(String typed, Collection<String> known) {
        return to(typed, known).map(word -> "did you mean '" + word + "'? ").orElse("");
    }

    /** A word of three letters with two typos is another word. */
    private static boolean within(int typos, String word) {
        return typos >= 0 && typos < word.length() - 1;
    }
}
