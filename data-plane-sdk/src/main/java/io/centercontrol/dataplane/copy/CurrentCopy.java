package io.centercontrol.dataplane.copy;

import io.centercontrol.dataplane.wire.SchemaTexts;
import org.jspecify.annotations.Nullable;

/** The copy on disk as it is now: its file may be opened anew while the instance runs, when the disk failed it. */
public final class CurrentCopy implements SchemaTexts, AutoCloseable {
    private final StateFolder folder;
    private final String name;
    private volatile DiskCopy copy;

    /** Opens the copy of this name in a folder. */
    public CurrentCopy(StateFolder folder, String name) {
        this.folder = folder;
        this.name = name;
        this.copy = DiskCopy.open(folder, name);
    }

    /** The copy. */
    public DiskCopy get() {
        return copy;
    }

    /** Opens the file again after the disk failed. What was not committed is lost, and will be read again. */
    public void reopen() {
        copy.abandon();
        goOnWith(DiskCopy.open(folder, name));
    }

    /** Sets a damaged file aside and begins an empty one. */
    public void replace(DamagedCopy why) {
        goOnWith(copy.replaced(folder, why));
    }

    /** Who has read a schema does not ask for it again, and would not hand it over once more. */
    private void goOnWith(DiskCopy fresh) {
        fresh.takeOverSchemas(copy);
        copy = fresh;
    }

    @Override
    public @Nullable String schema(int id) {
        return copy.schema(id);
    }

    @Override
    public void keepSchema(int id, String text) {
        copy.keepSchema(id, text);
    }

    @Override
    public @Nullable Integer id(String name) {
        return copy.id(name);
    }

    @Override
    public void keepId(String name, int id) {
        copy.keepId(name, id);
    }

    @Override
    public void close() {
        copy.close();
    }
}
