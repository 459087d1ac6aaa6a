package org.jzones.image;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** The images of an archive as {@code docker save} makes it: a list names the configuration and the layers of each. */
final class SavedImages {
    private static final int MOST = 1000;
    /** A configuration is called by its sum. */
    private static final Pattern BY_SUM = Pattern.compile("(?:.*/)?([0-9a-f]{64})(?:\\.json)?");

    private final ImageFiles files;
    private final String shown;

    SavedImages(ImageFiles files) {
        this.files = files;
        this.shown = files.shown();
    }

    Image choose(Platform here) {
        String manifest = shown + ": " + ImageFiles.MANIFEST;
        Candidates<Image> candidates = new Candidates<>(shown);
        List<ImageJson> all = ImageJson.list(files.document(ImageFiles.MANIFEST), manifest);
        if (all.size() > MOST) {
            throw Failure.of(Message.IMAGE_MANY, shown, MOST);
        }
        for (ImageJson one : all) {
            String config = one.require("Config");
            Image image = image(one, config);
            String name = String.join(" ", one.texts("RepoTags"));
            candidates.add(image, config, name, image.config().platform());
        }
        return candidates.choose(here);
    }

    private Image image(ImageJson one, String config) {
        byte[] bytes = files.document(config);
        requireSum(config, bytes);
        ImageConfig read = ImageConfig.read(bytes, shown + ": " + Shown.text(config));
        List<String> names = one.texts("Layers");
        if (names.size() != read.sums().size()) {
            throw Failure.of(
                    Message.IMAGE_LAYERS,
                    shown + ": " + ImageFiles.MANIFEST,
                    names.size(),
                    read.sums().size());
        }
        List<Layer> layers = new ArrayList<>();
        for (String name : names) {
            Digest sum = read.sums().get(layers.size());
            layers.add(new Layer(shown + ": " + Shown.text(name), name, Optional.empty(), sum));
        }
        return new Image(read, layers);
    }

    private void requireSum(String name, byte[] bytes) {
        Matcher named = BY_SUM.matcher(name);
        if (named.matches()) {
            Digest digest = new Digest("sha256", named.group(1));
            MessageDigest sum = digest.start();
            sum.update(bytes);
            if (!digest.isOf(sum)) {
                throw Failure.of(Message.IMAGE_DIGEST, shown + ": " + Shown.text(name), digest.algorithm());
            }
        }
    }
}
