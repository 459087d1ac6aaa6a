package org.jzones.image;

import java.io.IOException;
import java.util.List;
import org.jzones.file.FileTrouble;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** The files of an image, by their names; wherever they are, no link is followed to one. */
public abstract class ImageFiles implements AutoCloseable {
    static final String LAYOUT = "oci-layout";
    static final String INDEX = "index.json";
    static final String MANIFEST = "manifest.json";

    private final String shown;

    ImageFiles(String shown) {
        this.shown = shown;
    }

    /** The image for people. */
    final String shown() {
        return shown;
    }

    abstract boolean has(String name);

    /** @throws IOException if it cannot be read, or is no regular file */
    abstract Stored find(String name) throws IOException;

    /** The file of this name. @throws Failure if it is not there, or no regular file */
    final Stored open(String name) {
        List<String> parts = List.of(name.split("/", -1));
        if (name.indexOf('\0') >= 0 || parts.contains("") || parts.contains(".") || parts.contains("..")) {
            throw Failure.of(Message.IMAGE_INCOMPLETE, shown, Shown.text(name));
        }
        try {
            return find(name);
        } catch (IOException e) {
            throw FileTrouble.isAbsence(e)
                    ? Failure.of(Message.IMAGE_INCOMPLETE, shown, Shown.text(name))
                            .causedBy(e)
                    : FileTrouble.reading(shown + ": " + Shown.text(name), e);
        }
    }

    /** All of a document. @throws Failure if it is not there, or larger than such are */
    final byte[] document(String name) {
        try (Stored stored = open(name)) {
            byte[] bytes = stored.in().readNBytes(ImageJson.LARGEST + 1);
            if (bytes.length > ImageJson.LARGEST) {
                throw Failure.of(Message.FILE_TOO_LARGE, shown + ": " + Shown.text(name), ImageJson.LARGEST >> 20);
            }
            return bytes;
        } catch (IOException e) {
            throw FileTrouble.reading(shown + ": " + Shown.text(name), e);
        }
    }

    @Override
    public abstract void close();
}
