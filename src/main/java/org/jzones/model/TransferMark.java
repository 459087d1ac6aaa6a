package org.jzones.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a move to another machine says of a zonepath once it has ended: that the zone came here, or that this is what it left
 * behind. By the token of the move the zone knows its own old copy when it comes back.
 *
 * @param token that of the move
 * @param isLeft true where the zone has gone; false where it came
 * @param zone what the zone is called there
 * @param earlier the tokens of the moves before that one, the last first; their old copies are the zone's own too
 */
public record TransferMark(String token, boolean isLeft, ZoneName zone, List<String> earlier) {
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{16}");
    private static final String CAME = "came";
    private static final String LEFT = "left";
    private static final int MOST_TOKENS = 16;
    private static final int LONGEST = 1000;

    public TransferMark {
        earlier = List.copyOf(earlier.subList(0, Math.min(earlier.size(), MOST_TOKENS)));
    }

    /** True for what the token of a move looks like. */
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** The tokens of all moves that may have left a copy of the zone somewhere. */
    public List<String> tokens() {
        List<String> tokens = new ArrayList<>(List.of(token));
        tokens.addAll(earlier);
        return tokens;
    }

    /** The mark as it is written. */
    public String line() {
        List<String> words = new ArrayList<>(List.of(token, isLeft ? LEFT : CAME, zone.value()));
        words.addAll(earlier);
        return String.join(" ", words);
    }

    /** Reads a mark; empty for that of a move under way, and for whatever else no move that has ended has written. */
    public static Optional<TransferMark> parse(String text) {
        String[] words = text.length() > LONGEST ? new String[0] : text.strip().split(" ");
        if (words.length < 3
                || !(words[1].equals(CAME) || words[1].equals(LEFT))
                || !ZoneName.isWellFormed(words[2])
                || !isToken(words[0])) {
            return Optional.empty();
        }
        List<String> earlier = List.of(words).subList(3, words.length);
        return earlier.stream().allMatch(TransferMark::isToken)
                ? Optional.of(new TransferMark(words[0], words[1].equals(LEFT), new ZoneName(words[2]), earlier))
                : Optional.empty();
    }
}
