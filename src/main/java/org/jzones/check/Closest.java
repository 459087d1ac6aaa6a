package org.jzones.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Which known word a mistyped one was probably meant to be. */
public final class Closest {
    /** Letters left out, doubled or swapped are above it; other words of the same letters are below. */
    private static final double ALIKE = 0.8;

    private Closest() {}

    /** The known word that is most like it, if any is like it; case counts for nothing. */
    public static Optional<String> to(String typed, Collection<String> known) {
        JaroWinklerSimilarity similarity = new JaroWinklerSimilarity();
        String lower = typed.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(word -> similarity.apply(lower, word) >= ALIKE || areSwapped(lower, word))
                .min(Comparator.comparing((String word) -> -similarity.apply(lower, word))
                        .thenComparing(word -> word));
    }

    /** Whether one is the other in another order, which tells more than similarity does of short words. */
    private static boolean areSwapped(String one, String other) {
        return Arrays.equals(
                one.chars().sorted().toArray(), other.chars().sorted().toArray());
    }

    /** {@code did you mean 'WORD'?} with a blank behind it, or nothing: the beginning of an advice. */
    public static String question(String typed, Collection<String> known) {
        return to(typed, known).map(word -> "did you mean '" + word + "'? ").orElse("");
    }
}
