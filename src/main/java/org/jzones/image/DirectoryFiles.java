package org.jzones.image;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.FileNames;

/** The files of an image in a directory, which others may change as they like. */
public final class DirectoryFiles extends ImageFiles {
    private final Path directory;

    /** @param shown the directory for people */
    public DirectoryFiles(Path directory, String shown) {
        super(shown);
        this.directory = directory;
    }

    /** Whether it is a directory with an image in it, and no root of a system. */
    public static boolean isImage(Path directory) {
        return Files.isDirectory(directory)
                && Stream.of(LAYOUT, INDEX, MANIFEST).anyMatch(name -> Layout.exists(directory.resolve(name)))
                && !Layout.exists(directory.resolve("etc"));
    }

    @Override
    boolean has(String name) {
        return Layout.exists(directory.resolve(FileNames.require(name)));
    }

    @Override
    Stored find(String name) throws IOException {
        SeekableByteChannel channel =
                RegularFile.openWithin(directory, directory.resolve(FileNames.require(name)), shown() + "/" + name);
        return new Stored(Channels.newInputStream(channel), channel.size());
    }

    @Override
    public void close() {
        // nothing is held
    }
}
