package org.jzones.image;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** The images of a layout of the OCI: an index names manifests, which name a configuration and layers, all by their sums. */
final class LayoutImages {
    private static final Set<String> INDEXES = Set.of(
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final Set<String> MANIFESTS = Set.of(
            "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json");
    private static final Set<String> CONFIGURATIONS =
            Set.of("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");
    private static final Pattern LAYER =
            Pattern.compile("application/vnd\\.oci\\.image\\.layer\\.(nondistributable\\.)?v1\\.tar(\\+(gzip|zstd))?"
                    + "|application/vnd\\.docker\\.image\\.rootfs\\.(foreign\\.)?diff\\.tar(\\.(gzip|zstd))?");

    /** More than anybody puts into one another, and so no circle either. */
    private static final int DEEPEST = 8;

    private static final int MOST = 1000;

    private final ImageFiles files;
    private final String shown;
    private final Candidates<Descriptor> candidates;
    private int seen;

    LayoutImages(ImageFiles files) {
        this.files = files;
        this.shown = files.shown();
        this.candidates = new Candidates<>(shown);
    }

    Image choose(Platform here) {
        String layout = shown + ": " + ImageFiles.LAYOUT;
        String version = ImageJson.object(files.document(ImageFiles.LAYOUT), layout)
                .text("imageLayoutVersion")
                .orElse("");
        if (!version.startsWith("1.")) {
            throw Failure.of(Message.IMAGE_VERSION, shown, Shown.text(version));
        }
        String index = shown + ": " + ImageFiles.INDEX;
        addAll(ImageJson.object(files.document(ImageFiles.INDEX), index), "", 0);
        Image image = image(candidates.choose(here));
        if (!here.runs(image.config().platform())) {
            throw Failure.of(Message.IMAGE_PLATFORM, shown, image.config().platform(), here);
        }
        return image;
    }

    private void addAll(ImageJson index, String name, int depth) {
        if (depth > DEEPEST) {
            throw Failure.of(Message.IMAGE_NESTED, shown, DEEPEST);
        }
        for (ImageJson json : index.list("manifests")) {
            Descriptor part = Descriptor.of(json);
            if (++seen > MOST) {
                throw Failure.of(Message.IMAGE_MANY, shown, MOST);
            }
            String ofPart = part.name().orElse(name);
            if (INDEXES.contains(part.type())) {
                addAll(ImageJson.object(blob(part), shown(part)), ofPart, depth + 1);
            } else if (MANIFESTS.contains(part.type()) && !part.isAttached()) {
                Platform platform =
                        part.platform().orElseGet(() -> image(part).config().platform());
                candidates.add(part, part.digest().brief(), ofPart, platform);
            }
        }
    }

    private String shown(Descriptor part) {
        return shown + ": " + part.digest().brief();
    }

    private Image image(Descriptor part) {
        ImageJson manifest = ImageJson.object(blob(part), shown(part));
        Optional<Descriptor> configuration = manifest.object("config").map(Descriptor::of);
        if (configuration.isEmpty()
                || manifest.has("manifests")
                || !CONFIGURATIONS.contains(configuration.get().type())) {
            throw Failure.of(Message.IMAGE_NO_SYSTEM, shown(part));
        }
        ImageConfig config = ImageConfig.read(blob(configuration.get()), shown(configuration.get()));
        List<Descriptor> blobs =
                manifest.list("layers").stream().map(Descriptor::of).toList();
        if (blobs.size() != config.sums().size()) {
            throw Failure.of(
                    Message.IMAGE_LAYERS,
                    shown(part),
                    blobs.size(),
                    config.sums().size());
        }
        List<Layer> layers = new ArrayList<>();
        for (Descriptor blob : blobs) {
            if (!LAYER.matcher(blob.type()).matches()) {
                throw Failure.of(Message.IMAGE_LAYER_TYPE, shown(blob), Shown.text(blob.type()));
            }
            Digest sum = config.sums().get(layers.size());
            layers.add(new Layer(shown(blob), blob.digest().file(), Optional.of(blob), sum));
        }
        return new Image(config, layers);
    }

    /** A document, which is what its sum says. */
    private byte[] blob(Descriptor part) {
        byte[] bytes = files.document(part.digest().file());
        if (bytes.length != part.size()) {
            throw Failure.of(Message.IMAGE_SIZE, shown(part), bytes.length, part.size());
        }
        MessageDigest sum = part.digest().start();
        sum.update(bytes);
        if (!part.digest().isOf(sum)) {
            throw Failure.of(Message.IMAGE_DIGEST, shown(part), part.digest().algorithm());
        }
        return bytes;
    }
}
