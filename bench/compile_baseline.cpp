// The least that a program with a coroutine on Asio includes: what compile_handlers.cpp is measured against.

#include <boost/asio/awaitable.hpp>

boost::asio::awaitable<void> nothing();

boost::asio::awaitable<void> nothing() {
    co_return;
}
