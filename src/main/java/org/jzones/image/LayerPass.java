package org.jzones.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jzones.archive.ArchiveEntry;
import org.jzones.archive.Opened;
import org.jzones.archive.TarReader;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** A layer read from its beginning to its end, and whether it is what the image says. */
final class LayerPass {
    private final ImageFiles files;
    private final Layer layer;
    private final LongConsumer count;

    /** @param count is told of each so many bytes more, as they are before they were compressed */
    LayerPass(ImageFiles files, Layer layer, LongConsumer count) {
        this.files = files;
        this.layer = layer;
        this.count = count;
    }

    interface Step {
        /** @param data to be read before the next entry */
        void on(ArchiveEntry entry, InputStream data) throws IOException;
    }

    /** @throws Failure if it cannot be read, or has other bytes than it should */
    void read(Step step) {
        String last = "";
        try (Stored stored = files.open(layer.file())) {
            requireSize(stored.size());
            Digest whole = layer.blob().map(Descriptor::digest).orElse(layer.sum());
            Checked blob = new Checked(stored.in(), whole.start(), n -> {});
            Checked plain =
                    new Checked(Opened.plain(blob, layer.shown()), layer.sum().start(), count);
            TarReader tar = new TarReader(plain, layer.shown());
            for (Optional<ArchiveEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
                last = next.get().name();
                step.on(next.get(), tar.data());
            }
            plain.toEnd();
            blob.toEnd();
            layer.blob().ifPresent(descriptor -> require(blob.is(descriptor.digest()), descriptor.digest()));
            require(plain.is(layer.sum()), layer.sum());
        } catch (IOException e) {
            throw Opened.trouble(layer.shown(), last, e);
        }
    }

    private void requireSize(long size) {
        layer.blob().filter(blob -> blob.size() != size).ifPresent(blob -> {
            throw Failure.of(Message.IMAGE_SIZE, layer.shown(), size, blob.size());
        });
    }

    private void require(boolean isSame, Digest digest) {
        if (!isSame) {
            throw Failure.of(Message.IMAGE_DIGEST, layer.shown(), digest.algorithm());
        }
    }
}
