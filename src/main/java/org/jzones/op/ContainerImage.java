package org.jzones.op;

import java.util.List;
import org.jzones.bits.LayeredImage;
import org.jzones.check.BrandRules;
import org.jzones.file.FreeSpace;
import org.jzones.file.Progress;
import org.jzones.image.Image;
import org.jzones.image.ImageFiles;
import org.jzones.image.Images;
import org.jzones.image.Platform;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;
import org.jzones.op.UnpackedZone.Becoming;

/** A container image that a zone is made of: its files, and what it adds to the zone's configuration. */
record ContainerImage(LayeredImage layered, ImageAttrs attrs) {

    /**
     * Chooses the image for this machine, and reads all of it.
     *
     * @param shown the image for people
     * @param config of the zone
     * @throws Failure if it is not for such a zone, or for which it must not be unpacked
     */
    static ContainerImage look(HostRoot host, ImageFiles files, String shown, ZoneConfig config, Progress progress) {
        String brand = config.get(GlobalProperty.BRAND);
        if (!BrandRules.isLinux(brand)) {
            throw Failure.of(Message.IMAGE_BRAND, shown, brand);
        }
        Platform here =
                Platform.of(host.machine().architecture(), host.machine().elf());
        Image image = Images.choose(files, here);
        FreeSpace room = FreeSpace.at(NewFiles.above(host, config.zonepath()));
        ImageAttrs attrs = ImageAttrs.of(image.config(), config);
        return new ContainerImage(LayeredImage.look(files, image, shown, room, progress), attrs);
    }

    Becoming becoming() {
        return config().attr("init").isPresent() ? Becoming.CONTAINER : Becoming.LINUX;
    }

    /** The zone's configuration with what the image says. */
    ZoneConfig config() {
        return attrs.config();
    }

    List<Problem> told() {
        return attrs.told();
    }

    List<Problem> notes() {
        return attrs.notes();
    }
}
