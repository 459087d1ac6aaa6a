package org.jzones.flar;

import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jzones.archive.FlarHead;
import org.jzones.archive.FlashArchive;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** {@code zoneflar info}: what a flash archive says of itself. Texts are its bytes, each as one character. */
public final class FlarInfo {
    private final FlashArchive archive;
    private final String shown;

    /**
     * Reads the head.
     *
     * @param shown the archive for people
     * @throws Failure if it is no flash archive, or cannot be read
     */
    public FlarInfo(InputStream in, String shown) {
        this.archive = FlashArchive.open(in, shown);
        this.shown = shown;
    }

    /** All lines of the identification, each with its end. */
    public String identification() {
        return archive.head().named(FlarHead.IDENTIFICATION).get(0).text();
    }

    /** What it says for a keyword, which may be several lines. @throws Failure if it says nothing */
    public String value(String keyword) {
        Optional<String> value = Optional.ofNullable(archive.head().values().get(keyword.toLowerCase(Locale.ROOT)));
        return value.orElseThrow(() -> Failure.of(Message.FLAR_NO_KEYWORD, shown, keyword)) + "\n";
    }

    /**
     * Tells the names of the files in it as they are stored.
     *
     * @param taker false if it wants no more
     * @throws Failure if it cannot be read to its end
     */
    public void names(Predicate<String> taker) {
        archive.names(taker);
    }
}
