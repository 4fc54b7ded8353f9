#pragma once

#include "options.hpp"
#include "sockets.hpp"

#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>

/// What to send, from the command line of bench_load.
struct load_options {
    sockaddr_in to;
    std::string host;
    std::string secret;
    std::size_t connections;
    std::size_t depth;     ///< requests sent together
    std::size_t body;      ///< octets
    std::size_t requests;  ///< to send altogether
    double seconds;        ///< to go on sending for
    double rate;           ///< requests per second at fixed times; 0: each when the one before is answered
    std::size_t idle;      ///< connections to leave open after one request each; 0: not that
    bool close;            ///< a connection for each request
    bool tls;
    bool hold;  ///< to say when the connections are there, and wait for a line before the load begins

    static load_options read(int argc, char** argv) {
        options given(argc, argv);
        load_options load;
        load.host = given.text("--to", "127.0.0.1:8080");
        load.to = parse_endpoint(load.host);
        load.secret = given.secret();
        load.connections = given.count("--connections", 64);
        std::string mode = given.text("--mode", "keepalive");
        if (mode != "keepalive" && mode != "close" && mode != "pipelined") {
            throw std::invalid_argument("--mode is keepalive, close or pipelined");
        }
        load.depth = mode == "pipelined" ? given.count("--depth", 16) : 1;
        load.body = given.count("--body", 315);
        bool counted = given.has("--requests");
        load.requests = counted ? given.count("--requests", 0) : std::numeric_limits<std::size_t>::max();
        load.seconds = given.number("--seconds", counted ? 3600 : 1);
        load.rate = given.number("--rate", 0);
        load.idle = given.count("--idle", 0);
        load.close = mode == "close" || given.has("--handshakes");
        load.tls = given.has("--tls") || given.has("--handshakes");
        load.hold = given.has("--hold");
        return load;
    }
};
