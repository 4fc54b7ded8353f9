#pragma once

/// @file
/// `frameio::run` in a process of its own.

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/child.hpp"
#include "common/client.hpp"
#include "common/deliveries.hpp"

namespace frameio_test {

/// A program whose handler for "file.updated" says "a handler waits" on standard error and goes on when `release` is
/// called; "file.ready" is quick. Without a store, unless the flags name one.
class program {
public:
    explicit program(std::vector<std::string> flags) : pipe_(), child_([&] { return serve(flags, pipe_.read); }) {}

    child& process() noexcept {
        return child_;
    }

    /// Waits until it listens.
    frameio::endpoint address() {
        std::string line = child_.output_line();
        line.resize(line.find('\n') == std::string::npos ? 0 : line.find('\n'));
        const std::size_t unix_path = line.find("unix:");
        if (unix_path != std::string::npos) {
            return {line.substr(unix_path + 5), 0};
        }
        const std::size_t host = line.find("://");
        const std::size_t colon = line.rfind(':');
        if (host == std::string::npos) {
            throw std::runtime_error("it does not listen: " + line + child_.errors());
        }
        return {line.substr(host + 3, colon - host - 3),
                static_cast<std::uint16_t>(std::stoul(line.substr(colon + 1)))};
    }

    client connect() {
        return client(address());
    }

    void release() {
        if (::write(pipe_.write, "x", 1) != 1) {
            throw std::runtime_error("cannot write to the pipe");
        }
    }

    static std::string webhook(std::string_view type, std::string_view id = "file-1") {
        return genuine_octets(webhook_secret, webhook_body(type, id), second_of(frameio::system_clock()));
    }

    /// Runs it, and waits for its end.
    static int result_of(const std::vector<std::string>& flags, std::string& output, std::string& errors) {
        program one(flags);
        const int code = one.process().wait();
        output = one.process().output();
        errors = one.process().errors();
        return code;
    }

private:
    struct pipe_ends {
        int read = -1;
        int write = -1;
        pipe_ends() {
            int ends[2];
            if (::pipe2(ends, O_CLOEXEC) != 0) {
                throw std::runtime_error("cannot make a pipe");
            }
            read = ends[0];
            write = ends[1];
        }
        ~pipe_ends() {
            ::close(read);
            ::close(write);
        }
        pipe_ends(const pipe_ends&) = delete;
        pipe_ends& operator=(const pipe_ends&) = delete;
    };

    static boost::asio::awaitable<void> wait_for_release(int pipe, boost::asio::any_io_executor executor) {
        boost::asio::posix::stream_descriptor descriptor(executor, ::dup(pipe));
        char octet = 0;
        boost::asio::mutable_buffer to(&octet, 1);
        const auto got = co_await descriptor.async_read_some(to, boost::asio::as_tuple(boost::asio::use_awaitable));
        static_cast<void>(got);
    }

    static int serve(const std::vector<std::string>& flags, int pipe) {
        frameio::app app;
        app.webhook_secret(webhook_secret);
        app.on_webhook("file.ready", [](const frameio::webhook_event&) -> boost::asio::awaitable<void> { co_return; });
        app.on_webhook("file.updated",
                       [pipe](const frameio::webhook_event&, frameio::context& ctx) -> boost::asio::awaitable<void> {
                           ctx.log().warning("a handler waits");
                           co_await wait_for_release(pipe, ctx.executor());
                       });
        std::vector<std::string> texts{"program", "--store", "memory:"};
        if (std::ranges::find(flags, "--store") != flags.end()) {
            texts.resize(1);
        }
        texts.insert(texts.end(), flags.begin(), flags.end());
        std::vector<char*> arguments;
        for (std::string& each : texts) {
            arguments.push_back(each.data());
        }
        return frameio::run(app, static_cast<int>(arguments.size()), arguments.data());
    }

    pipe_ends pipe_;
    child child_;
};

}  // namespace frameio_test
