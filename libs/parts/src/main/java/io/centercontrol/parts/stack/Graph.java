package io.centercontrol.parts.stack;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Nodes by what needs what. */
final class Graph {
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> heights = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException when two nodes share a name, one needs a node that isn't there, or itself
     */
    Graph(Collection<Node> all) {
        for (var node : all) {
            if (nodes.put(node.name(), node) != null) {
                throw new IllegalArgumentException("two nodes are called " + node.name());
            }
        }
        for (var node : all) {
            height(node.name(), new TreeSet<>());
        }
    }

    Collection<Node> nodes() {
        return nodes.values();
    }

    /** Names by height, the highest first: what stands on nothing else's shoulders any more when its turn comes. */
    Collection<TreeSet<String>> fromTheTop() {
        var levels = new TreeMap<Integer, TreeSet<String>>();
        heights.forEach((name, height) ->
                levels.computeIfAbsent(height, _ -> new TreeSet<>()).add(name));
        return levels.descendingMap().values();
    }

    /** How many nodes there are, at most, from this one down to the ground. */
    int height(String name) {
        return heights.getOrDefault(name, 0);
    }

    private int height(String name, TreeSet<String> below) {
        var known = heights.get(name);
        if (known != null) {
            return known;
        }
        var node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("nothing is called " + name);
        }
        if (!below.add(name)) {
            throw new IllegalArgumentException(name + " needs itself: " + below);
        }
        var height = 0;
        for (var need : node.needs()) {
            height = Math.max(height, height(need, below) + 1);
        }
        below.remove(name);
        heights.put(name, height);
        return height;
    }
}
