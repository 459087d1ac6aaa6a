package org.jzones.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jzones.model.Failure;

/**
 * An archive that was opened, of whatever kind it is by its content.
 *
 * @param head of a flash archive
 */
public record Archive(Optional<FlarHead> head, ArchiveReader entries) {
    /**
     * Finds out what it is, and reads what stands in front of its entries.
     *
     * @param shown the archive for people
     * @throws Failure if no zone is made from such
     */
    public static Archive open(InputStream in, String shown) throws IOException {
        BufferedInputStream plain = Opened.plain(in, shown);
        return FlarHead.begins(Opened.start(plain))
                ? of(FlashArchive.read(plain, shown))
                : new Archive(Optional.empty(), Opened.entries(plain, shown));
    }

    /** What is in a flash archive. @throws Failure if no zone is made from such */
    static Archive of(FlashArchive flash) throws IOException {
        return new Archive(Optional.of(flash.head()), flash.entries());
    }
}
