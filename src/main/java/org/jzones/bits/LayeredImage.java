package org.jzones.bits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.file.FreeSpace;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.image.Image;
import org.jzones.image.ImageFiles;
import org.jzones.image.ImageTree;
import org.jzones.model.Message;
import org.jzones.model.Problem;

/** A container image with the files of a zone in it. */
public final class LayeredImage implements ZoneImage {
    private final String shown;
    private final ImageTree tree;

    private LayeredImage(String shown, ImageTree tree) {
        this.shown = shown;
        this.tree = tree;
    }

    /**
     * Reads all of it.
     *
     * @param shown the image for people
     * @param room where it is to be unpacked
     * @throws org.jzones.model.Failure if it is damaged, hostile or too large
     */
    public static LayeredImage look(ImageFiles files, Image image, String shown, FreeSpace room, Progress progress) {
        progress.phase(Problem.of(Message.PHASE_READING));
        return new LayeredImage(shown, ImageTree.look(files, image, room));
    }

    @Override
    public String shown() {
        return shown;
    }

    @Override
    public List<Problem> losses() {
        return tree.attributes() == 0
                ? List.of()
                : List.of(Problem.of(Message.ARCHIVE_ATTRIBUTES, shown, tree.attributes()));
    }

    @Override
    public List<Problem> counts() {
        List<Problem> counts = new ArrayList<>(List.of(Problem.of(Message.ARCHIVE_UNPACKED, tree.entries(), shown)));
        if (tree.nodes() > 0) {
            counts.add(Problem.of(Message.ARCHIVE_NODES, tree.nodes()));
        }
        return counts;
    }

    @Override
    public boolean isInPlace() {
        return false;
    }

    @Override
    public void put(Trees trees, Path root, Progress progress) {
        trees.makeDirectory(root, "rwxr-xr-x");
        progress.expect("bytes", tree.bytes());
        trees.unpack(root, out -> tree.write(LayeredImage::place, out, progress::advance));
        progress.done();
    }

    private static Optional<String> place(String path) {
        return SystemImage.isOwnOfLinux(path) ? Optional.empty() : Optional.of(path);
    }
}
