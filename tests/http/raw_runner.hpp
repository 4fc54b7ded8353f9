#pragma once

/// @file
/// A server for the raw cases, and a client that sends them octet for octet, both on one thread.
///
/// The thread runs the server until it has nothing more to do, after each piece that the client has sent. So the server
/// meets each piece in a read of its own, and nothing needs a sleep.

#include <frameio/clock.hpp>
#include <frameio/server.hpp>

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "raw_cases/raw_case.hpp"

namespace raw {

/// The server that `raw_case.hpp` describes.
class server {
public:
    server();

    std::uint16_t port() const;
    /// Lets it do all that it can do now.
    void run();
    /// Lets it do the next thing; waits a little if there is none.
    void run_next();
    frameio::server_counters counters() const;

private:
    boost::asio::io_context context_{1};
    frameio::manual_clock clock_;
    frameio::app app_;
    frameio::server server_;
};

/// One answer, as it came.
struct reply {
    int code = 0;
    std::map<std::string, std::string> fields;  ///< the names in small letters
    std::string body;

    bool has(const std::string& name) const;
    bool closes() const;
};

/// One connection.
class client {
public:
    explicit client(server& peer);
    ~client();
    client(const client&) = delete;
    client& operator=(const client&) = delete;

    /// Sends, and lets the server see it.
    void send(std::string_view octets);
    /// No more will be sent.
    void end();

    /// Waits for an answer.
    /// @param bodiless the answer to a HEAD
    /// @return false if the connection ended, or nothing came for ten seconds
    bool receive(reply& into, bool bodiless);
    /// Waits for the end of the connection.
    /// @return what was received before it and is no part of an answer; a word in brackets if it did not end properly
    std::string receive_end();

private:
    enum class progress { some, none, ended, broken };

    progress read_some();
    bool wait_for_octets();
    bool parse(reply& into, bool bodiless);

    server& peer_;
    int socket_;
    std::string received_;
    progress last_ = progress::none;
};

/// Sends a case cut into pieces that begin at `cuts`, on a connection of its own.
/// @return what is wrong with the answers and the connection; empty if nothing is
std::string run_case(server& peer, const raw_case& one, const std::vector<std::size_t>& cuts = {});

/// Sends a well-formed case in two pieces, cut at each octet in turn; on one connection, if it stays open.
std::string run_two_way_splits(server& peer, const raw_case& one);

/// Sends it octet by octet.
std::string run_octet_by_octet(server& peer, const raw_case& one);

/// Sends what is in front of the body that waits for a 100, waits for the 100, and sends the rest.
std::string run_dialogue(server& peer, const raw_case& one);

/// Whether the case has a client that waits for a 100.
bool has_dialogue(const raw_case& one);

}  // namespace raw
