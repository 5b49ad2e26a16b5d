package io.centercontrol.dataplane.copy;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/** Changes a copy on disk behind its instance's back, as a fault in the SDK might. */
public final class DiskCopyFixture {
    private DiskCopyFixture() {}

    public static void edit(Path folder, String name, Consumer<Edition> change) {
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, name)) {
            change.accept(Objects.requireNonNull(copy.whole()));
            copy.commit();
        } catch (DamagedCopy e) {
            throw new AssertionError(e);
        }
    }
}
