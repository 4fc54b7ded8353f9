// The API that the client is measured against: the same answer to every request without a body, from one epoll loop
// that looks for nothing but where a request ends.
//
//   --listen 127.0.0.1:0   --body FILE   the JSON of the answer
//   --spin                 never sleeps: to wake a server is expensive, it is the client that pays for it, and a
//                          server on another machine it would not wake

#include "epoll_loop.hpp"
#include "options.hpp"
#include "sockets.hpp"
#include "streams.hpp"

#include <sys/signalfd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace {

class canned_answer {
public:
    explicit canned_answer(std::string answer) : answer_(std::move(answer)) {}

    consumed consume(std::string_view bytes, std::string& answers) const {
        constexpr std::string_view end = "\r\n\r\n";
        consumed done{0, false};
        for (auto at = bytes.find(end); at != std::string_view::npos; at = bytes.find(end, done.bytes)) {
            answers += answer_;
            done.bytes = at + end.size();
        }
        return done;
    }

private:
    std::string answer_;
};

std::string make_answer(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string body(std::istreambuf_iterator<char>(file), {});
    if (body.empty()) {
        throw std::invalid_argument("--body names no file with an answer: " + path);
    }
    // The rate limit is the highest that a client believes.
    return "HTTP/1.1 200 OK\r\n"
           "content-type: application/json; charset=utf-8\r\n"
           "content-length: " +
           std::to_string(body.size()) +
           "\r\n"
           "x-ratelimit-limit: 100000\r\n"
           "x-ratelimit-remaining: 99999\r\n"
           "x-ratelimit-window: 1000\r\n\r\n" +
           body;
}

int open_end_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    return checked(signalfd(-1, &signals, SFD_CLOEXEC), "signalfd");
}

void serve(const options& given) {
    const canned_answer protocol(make_answer(given.text("--body", "")));
    const int listener = open_listener(parse_endpoint(given.text("--listen", "127.0.0.1:0")));
    auto make_stream = [](int socket) { return plain_stream(socket); };
    epoll_loop<canned_answer, plain_stream> loop(listener, open_end_signals(), protocol, make_stream,
                                                 given.has("--spin") ? 0 : -1);
    std::printf("listening on http://127.0.0.1:%u\n", static_cast<unsigned>(ntohs(local_address(listener).sin_port)));
    std::fflush(stdout);
    loop.run();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        serve(options(argc, argv));
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "bench_canned: %s\n", failure.what());
        return 1;
    }
}
