package org.jzones.image;

import java.util.List;

/**
 * One image, chosen among those that there are.
 *
 * @param layers from the lowest up
 */
public record Image(ImageConfig config, List<Layer> layers) {
    public Image {
        layers = List.copyOf(layers);
    }
}
