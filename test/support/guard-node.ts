import "./guard-node.mjs";
