package org.jzones.software.sadm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jzones.model.Patch;
import org.jzones.model.PlainText;

/**
 * A patch that packages of a host tell of. They do so in the same words, a dozen of them, so that the line which was read last
 * is kept: mostly it is enough to see that it stands there again.
 */
final class KnownPatch {
    private static final byte[] NO_LINE = {};

    private final byte[] bytes;
    private final int hash;
    private final String id;
    private final KnownPatch sameText;
    private final Patch plain;

    /** A line from the id on, its end included, and what it tells. */
    private byte[] line = NO_LINE;

    private Patch ofLine;

    /** The package that has told of the patch last, what it told, and the one that has listed it last. */
    private int teller;

    private Patch told;
    private int lister;

    /** @param replaced the patches in whose ids bytes were replaced, by their texts */
    KnownPatch(byte[] bytes, int hash, String id, Map<String, KnownPatch> replaced) {
        this.bytes = bytes;
        this.hash = hash;
        this.id = id;
        this.plain = new Patch(id, List.of(), List.of());
        this.ofLine = plain;
        this.told = plain;
        KnownPatch other = id.indexOf(PlainText.REPLACEMENT) < 0 ? null : replaced.putIfAbsent(id, this);
        this.sameText = other == null ? this : other;
    }

    String id() {
        return id;
    }

    int hash() {
        return hash;
    }

    /** The first one whose id is the same text. */
    KnownPatch sameText() {
        return sameText;
    }

    boolean isCalled(byte[] text, int from, int to) {
        if (bytes.length != to - from) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the known line would end that starts here with the patch's id; -1 if it does not stand here. */
    int endOfLine(byte[] text, int from, int to) {
        int end = from + line.length;
        return line.length > 0 && end <= to && Arrays.equals(line, 0, line.length, text, from, end) ? end : -1;
    }

    /** Keeps a whole line, of which nothing but its bytes decides what it tells. */
    void keep(byte[] whole, Patch patch) {
        line = whole;
        ofLine = patch;
    }

    /** The package tells what the known line does. */
    void tellKnown(int pkg) {
        tell(pkg, ofLine);
    }

    /** The package tells this; what it tells first counts. */
    void tell(int pkg, Patch patch) {
        if (teller != pkg) {
            teller = pkg;
            told = patch;
        }
    }

    /** False if the package has listed it before. */
    boolean list(int pkg) {
        boolean isNew = lister != pkg;
        lister = pkg;
        return isNew;
    }

    /** What the package has told of it, or that there is such a patch. */
    Patch toldBy(int pkg) {
        return teller == pkg ? told : plain;
    }
}
